import { fold, type Problem } from '#shared/kernel/index.ts'
import type { RuleSettings, ZoneCap } from './schema.ts'
import { zoneLabel } from './zones.ts'

/** What a cap is for: a named zone, or every area that she drew herself. */
export const zoneCapLabel = (zone: ZoneCap['zone']): string =>
  zone === 'free-area' ? 'Any free area' : zoneLabel(zone)

/** Why these settings cannot follow the ones before; empty when they can. Fields are paths in them. */
export const judgeRuleChange = (before: RuleSettings, after: RuleSettings): readonly Problem[] => [
  ...judgeRange(after),
  ...widenedWithoutSource(before, after),
  ...judgeZoneCaps(after.zoneCaps),
]

const judgeRange = ({
  minimumRecordableNeedleLength: least,
  maximumRecordableNeedleLength: most,
}: RuleSettings): readonly Problem[] =>
  least.value <= most.value
    ? []
    : [
        {
          code: 'practice.empty-range',
          field: 'settings.minimumRecordableNeedleLength.value',
          fact: 'The shortest recordable needle is longer than the longest.',
          rule: 'The recordable range has at least one length in it.',
          nextStep: 'Correct one of the two lengths.',
        },
      ]

/** A record must be able to tell the truth, so the range may be widened; it says on whose word. */
const widenedWithoutSource = (before: RuleSettings, after: RuleSettings): readonly Problem[] =>
  (['minimumRecordableNeedleLength', 'maximumRecordableNeedleLength'] as const)
    .filter((name) =>
      name === 'minimumRecordableNeedleLength'
        ? after[name].value < before[name].value
        : after[name].value > before[name].value,
    )
    .filter((name) => !isNewSource(before[name].source, after[name].source))
    .map((name) => ({
      code: 'practice.range-without-source',
      field: `settings.${name}.source`,
      fact: 'The recordable range becomes wider, and its source is blank or the one of the narrower range.',
      rule: 'A wider range names the source that permits it.',
      nextStep: 'Write where the new length is written, or keep the range.',
    }))

/** Case, accents and spacing do not make another source. */
const isNewSource = (before: string, after: string): boolean =>
  wordsOf(after) !== '' && wordsOf(after) !== wordsOf(before)

const wordsOf = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const judgeZoneCaps = (caps: readonly ZoneCap[]): readonly Problem[] => [
  ...caps.flatMap(({ zone, source }, at): readonly Problem[] =>
    wordsOf(source) === ''
      ? [
          {
            code: 'practice.zone-cap-without-source',
            field: `settings.zoneCaps.${at}.source`,
            fact: `The cap for ${inWords(zone)} names no source.`,
            rule: 'A cap is the practice’s own word, and says where it comes from.',
            nextStep: 'Write the source of this cap, or remove the cap.',
          },
        ]
      : [],
  ),
  ...caps.flatMap(({ zone }, at): readonly Problem[] =>
    caps.findIndex((other) => other.zone === zone) === at
      ? []
      : [
          {
            code: 'practice.zone-cap-twice',
            field: `settings.zoneCaps.${at}.zone`,
            fact: `Two caps stand for ${inWords(zone)}.`,
            rule: 'A zone has one cap.',
            nextStep: 'Keep one of the two.',
          },
        ],
  ),
]

const inWords = (zone: ZoneCap['zone']): string =>
  zone === 'free-area' ? 'any free area' : `“${zoneLabel(zone)}”`
