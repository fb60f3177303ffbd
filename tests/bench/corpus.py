#!/usr/bin/env python3
"""corpus.py FOLDER N: N texts like reports, 40 KB each, from the samples.

Sentences of assets/samples are drawn and changed: numbers and years anew, the
halves of two sentences joined, pairs of characters swapped for other pairs, so
that ever new strings come up, as in real texts. The same N gives the same
texts; the first of 10,000 are those of 1,000."""
import glob
import os
import random
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
SWAP_EVERY = 20  # characters
BYTES = 40_000
NUMBER = re.compile(r'\d+(?:\.\d+)?')
PARTS = ['一、过去一年工作回顾', '二、今后五年的目标任务', '三、今年主要工作',
         '四、加强政府自身建设']
TOPICS = ['经济运行稳中有进', '产业结构持续优化', '城乡面貌不断改善',
          '改革开放纵深推进', '民生福祉日益增进', '生态环境明显好转']
COUNT = '一二三四五六七八九十'
NAMES = '安宁平阳城山江河湖海州川泉林石龙凤金银清长永新兴华德和昌泰丰吉'


def load():
    sentences, characters = [], []
    for path in sorted(glob.glob(os.path.join(ROOT, 'assets/samples/*.txt'))):
        text = open(path, encoding='utf-8').read()
        found = re.findall(r'[^。；\n]{8,160}[。；]', text)
        sentences += [re.sub(r'\s+', '', s) for s in found]
        characters.append(re.sub('[^\u4e00-\u9fff]+', '', text))
    return sentences, ''.join(characters)


def other_number(rng):
    def change(match):
        return ''.join(c if c == '.' else str(rng.randrange(1, 10))
                       for c in match.group())
    return change


def sentence(rng, sentences, characters):
    s = rng.choice(sentences)
    if rng.random() < .35:
        t = rng.choice(sentences)
        a, b = s.find('，', len(s) // 3), t.find('，', len(t) // 3)
        if a > 0 and b > 0:
            s = s[:a] + t[b:]
    s = NUMBER.sub(other_number(rng), s)
    for _ in range(len(s) // SWAP_EVERY):
        at = rng.randrange(len(s) - 1)
        if all('\u4e00' <= c <= '\u9fff' for c in s[at:at + 2]):
            # two characters that need not have stood together before
            s = s[:at] + rng.choice(characters) + rng.choice(characters) + s[at + 2:]
    return s


def text(i, sentences, characters):
    rng = random.Random(1_000_003 * (i + 1))
    place = rng.choice(NAMES) + rng.choice(NAMES) + rng.choice('县市区')
    year = 1994 + i * 7 % 32
    out = [f'{place}人民政府工作报告\n\n——{year}年1月{1 + i % 28}日在{place}'
           f'人民代表大会会议上\n\n各位代表：\n\n现在，我代表{place}人民政府，'
           '向大会作政府工作报告，请予审议。\n\n']
    for number, part in enumerate(PARTS):
        out.append(part + '\n\n')
        have, topic = 0, 0
        while have < BYTES / 3 * (.42, .1, .42, .06)[number]:
            lead = ''
            if rng.random() < .4 and topic < len(COUNT):
                lead = f'（{COUNT[topic]}）{rng.choice(TOPICS)}。'
                topic += 1
            body = ''.join(sentence(rng, sentences, characters)
                           for _ in range(rng.randrange(3, 9)))
            out.append(f'　　{lead}{body}\n\n')
            have += len(lead) + len(body)
    return ''.join(out)


def main():
    folder, n = sys.argv[1], int(sys.argv[2])
    sentences, characters = load()
    for i in range(n):
        if i % 1000 == 0:
            os.makedirs(f'{folder}/{i // 1000:03}', exist_ok=True)
        path = f'{folder}/{i // 1000:03}/{i:06}.txt'
        if not os.path.exists(path):
            with open(path, 'w', encoding='utf-8') as out:
                out.write(text(i, sentences, characters))


if __name__ == '__main__':
    main()
