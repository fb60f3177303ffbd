#!/usr/bin/env node
/*
 * peer.js HSVIEW GOLD.jsonl TEXT …: what hsview and Microsoft's Recognizers
 * make of the figures of annotated texts, side by side (see peer.md). The
 * package is taken from the folder in PEER_MODULES, outside the tree:
 *   npm install --prefix /tmp/peer @microsoft/recognizers-text-suite
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');

const modules = process.env.PEER_MODULES || '/tmp/peer/node_modules';
const R = require(path.join(modules, '@microsoft/recognizers-text-suite'));
const MODELS = ['recognizeNumber', 'recognizePercentage', 'recognizeOrdinal',
	'recognizeCurrency', 'recognizeDimension', 'recognizeAge',
	'recognizeTemperature'];
/* The peer's units in the words of the annotations. */
const UNITS = {
	'Chinese yuan': ['元'], 'United States dollar': ['美元'], 'Dollar': ['美元', '元'],
	'Square meter': ['平方米'], 'Square kilometer': ['平方公里'], 'Mu': ['亩'],
	'Hectare': ['公顷'], 'Kilometer': ['公里', '千米'], 'Meter': ['米'],
	'Ton': ['吨'], 'Jin': ['斤'], 'Kilogram': ['公斤', '千克'], 'Year': ['年', '岁'],
	'Month': ['个月', '月'], 'Day': ['天', '日'], 'Hour': ['小时'], 'Minute': ['分钟'],
};

/* UTF-16 offsets to code points. */
function pointsOf(text)
{
	const at = new Uint32Array(text.length + 1);
	let n = 0;
	for (let i = 0; i < text.length; i++) {
		at[i] = n;
		const c = text.charCodeAt(i);
		if (!(c >= 0xd800 && c < 0xdc00))
			n++;
	}
	at[text.length] = n;
	return at;
}

function peerFinds(text)
{
	const at = pointsOf(text);
	const out = [];
	for (const model of MODELS)
		for (const r of R[model](text, R.Culture.Chinese)) {
			if (!r.resolution || r.resolution.value === undefined)
				continue;
			const value = String(r.resolution.value);
			out.push({
				start: at[r.start], end: at[r.end + 1], text: r.text,
				value: parseFloat(value),
				units: value.endsWith('%') ? ['%', '个百分点']
					: UNITS[r.resolution.unit] || [''],
			});
		}
	return out;
}

function ourFinds(hsview, file)
{
	const lines = execFileSync(hsview,
		['extract', '--all', '--format', 'jsonl', file],
		{ encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
	return lines.filter(Boolean).map((line) => {
		const r = JSON.parse(line);
		return { start: r.offset, end: r.offset + [...r.value_text].length,
			text: r.value_text, value: r.value, units: [r.unit] };
	});
}

/* A fall is negative in the annotations, a fraction is in %: neither is held
 * against the peer. */
function sameValue(a, b)
{
	a = Math.abs(a);
	b = Math.abs(b);
	return Math.abs(a - b) <= 1e-9 * Math.max(a, b) ||
		Math.abs(a * 100 - b) < 1e-3;
}

function judge(finds, gold)
{
	const end = gold.offset + [...gold.value_text].length;
	const near = finds.filter((f) => f.start < end && f.end > gold.offset);
	return {
		found: near.length > 0,
		value: near.some((f) => sameValue(f.value, gold.value)),
		span: near.some((f) => f.start === gold.offset && f.end === end),
		unit: near.some((f) => f.units.includes(gold.unit)),
		all: near.some((f) => f.start === gold.offset && f.end === end &&
			sameValue(f.value, gold.value) && f.units.includes(gold.unit)),
	};
}

function overlaps(list, f)
{
	return list.some((g) => g.start < f.end && f.start < g.end);
}

const [hsview, ...pairs] = process.argv.slice(2);
const KEYS = ['found', 'value', 'span', 'unit', 'all'];
const sums = { peer: {}, ours: {} };
const wins = { peer: [], ours: [] };
const only = { peer: [], ours: [] };
const differ = [];
let n = 0;
let ms = { peer: 0, ours: 0 };
for (let i = 0; i + 1 < pairs.length; i += 2) {
	const text = fs.readFileSync(pairs[i + 1], 'utf8').replace(/^\ufeff/, '');
	const gold = fs.readFileSync(pairs[i], 'utf8').split('\n')
		.filter(Boolean).map((l) => JSON.parse(l));
	let t = process.hrtime.bigint();
	const peer = peerFinds(text);
	ms.peer += Number(process.hrtime.bigint() - t) / 1e6;
	t = process.hrtime.bigint();
	const ours = ourFinds(hsview, pairs[i + 1]);
	ms.ours += Number(process.hrtime.bigint() - t) / 1e6;
	for (const g of gold) {
		const p = judge(peer, g), o = judge(ours, g);
		n++;
		for (const k of KEYS) {
			sums.peer[k] = (sums.peer[k] || 0) + p[k];
			sums.ours[k] = (sums.ours[k] || 0) + o[k];
		}
		if (p.value && !o.value)
			wins.peer.push(g.value_text);
		if (o.value && !p.value)
			wins.ours.push(g.value_text);
	}
	/* One figure, two readings: none of the peer's is ours. */
	for (const o of ours) {
		const near = peer.filter((f) => f.start < o.end && o.start < f.end);
		if (near.length && !near.some((f) => sameValue(f.value, o.value)))
			differ.push(`${o.text}: ${o.value}, peer ` + near.map((f) =>
				`${f.text} ${f.value}`).join(' / '));
	}
	only.peer.push(...peer.filter((f) => !overlaps(ours, f)).map((f) => f.text));
	only.ours.push(...ours.filter((f) => !overlaps(peer, f)).map((f) => f.text));
}
console.log(`${n} annotated values`);
for (const k of KEYS)
	console.log(`${k}\tpeer ${sums.peer[k]}\thsview ${sums.ours[k]}`);
console.log(`milliseconds\tpeer ${ms.peer.toFixed(0)}\thsview ${ms.ours.toFixed(0)} (with its start, once a text)`);
console.log(`read differently (${differ.length}):`);
for (const d of differ.slice(0, 100))
	console.log('  ' + d);
for (const who of ['peer', 'ours']) {
	console.log(`value right only with ${who} (${wins[who].length}): ${wins[who].join(' ')}`);
	const words = {};
	for (const w of only[who])
		words[w] = (words[w] || 0) + 1;
	console.log(`found only by ${who} (${only[who].length}): ` +
		Object.entries(words).sort((a, b) => b[1] - a[1]).slice(0, 60)
			.map(([w, c]) => (c > 1 ? `${w}×${c}` : w)).join(' '));
}
