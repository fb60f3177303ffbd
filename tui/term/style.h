#pragma once

/*
 * Roles of what is on the screen. Views name a role; the theme (term/theme)
 * says what it looks like on this terminal: colours where there are some,
 * attributes or signs in mono. No role is told by colour alone.
 */
enum style {
	STYLE_TEXT,
	STYLE_PART, /* headings in text and outline, by level */
	STYLE_CHAPTER,
	STYLE_TOPIC,
	STYLE_DIM,	  /* boilerplate, captions, what is beside the point */
	STYLE_CURSOR,	  /* the line with the cursor in the focused pane */
	STYLE_CURSOR_OFF, /* the same in a pane without focus */
	STYLE_TITLE_BAR,
	STYLE_STATUS,
	STYLE_HINT_KEY,
	STYLE_HINT,
	STYLE_BORDER,
	STYLE_BORDER_FOCUS,
	STYLE_ERROR,
	STYLE_PROMPT,
	STYLE_MATCH, /* of the search */
	STYLE_MATCH_CURRENT,
	STYLE_KEYWORD_1, /* eight highlighted keywords */
	STYLE_KEYWORD_8 = STYLE_KEYWORD_1 + 7,
	STYLE_COUNT_BADGE, /* counts beside headings */
	STYLE_TARGET,	   /* figures by role */
	STYLE_ACHIEVED,
	STYLE_CONTEXT,
	STYLE_MET, /* verdicts */
	STYLE_MISSED,
	STYLE_NEAR,
	STYLE_INCOMPARABLE,
	STYLE_FINDING,	/* what the checks found */
	STYLE_DIFF_NEW, /* two reports: sentences, and what changed in one */
	STYLE_DIFF_GONE,
	STYLE_DIFF_CHANGED,
	STYLE_DIFF_MOVED,
	STYLE_COUNT
};
