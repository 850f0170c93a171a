import {
  all,
  any,
  askPrescriber,
  asks,
  cautions,
  needsClearance,
  recorded,
  sources,
  type StartingPart,
  stops,
  within,
  yes,
  yesOrRecorded,
} from './starting-parts.ts'
import type { ScreeningQuestion, ScreeningRule } from './schema.ts'

const { skinPen, dermapenAnaesthetic, review } = sources
const flag = { record: 'flag' } as const

/** Leaflets differ: the shorter limits ask for clearance, the longest for a caution. */
const clearanceDays = 90
const cautionDays = 365

interface Treatment {
  readonly code: string
  readonly label: string
  readonly question: string
  readonly fact: string
}

const treatments: readonly Treatment[] = [
  {
    code: 'filler',
    label: 'Filler',
    question: 'Have you ever had filler where we will treat?',
    fact: 'had filler',
  },
  {
    code: 'botulinum',
    label: 'Botulinum toxin',
    question: 'Have you ever had botulinum toxin where we will treat?',
    fact: 'had botulinum toxin',
  },
  {
    code: 'peel',
    label: 'Chemical peel',
    question: 'Have you ever had a chemical peel where we will treat?',
    fact: 'had a chemical peel',
  },
  {
    code: 'laser',
    label: 'Laser',
    question: 'Have you ever had laser or light treatment where we will treat?',
    fact: 'had laser or light treatment',
  },
]

const treatmentQuestions = ({ code, label, question }: Treatment): readonly ScreeningQuestion[] => [
  asks('recent', `${code}-ever`, `${label}, ever`, question),
  asks('recent', code, label, 'When was the last time?', {
    ...flag,
    kind: 'date',
    askedWhen: any(yes(`${code}-ever`), recorded(code)),
  }),
]

const leafletsDiffer = {
  source: 'Clinic leaflets: 2 weeks, 3, 6 or 12 months, without agreement; confirm the limit',
  quality: 'secondary',
} as const

const treatmentRules = ({ code, label, fact }: Treatment): readonly ScreeningRule[] => [
  needsClearance(
    `recent-${code}`,
    {
      fact: `The client ${fact} in the area within the last ${clearanceDays} days.`,
      rule: `${label} within ${clearanceDays} days needs a prescriber’s clearance.`,
      nextStep: askPrescriber,
      ...leafletsDiffer,
    },
    { item: code, when: any(within(code, clearanceDays), recorded(code)) },
  ),
  cautions(
    `${code}-within-a-year`,
    {
      fact: `The client ${fact} in the area within the last year.`,
      rule: 'The longest interval that a leaflet asks for is a year.',
      nextStep: 'Look at the area, and decide.',
      ...leafletsDiffer,
    },
    { item: code, when: within(code, cautionDays) },
  ),
]

interface AnaestheticItem {
  readonly code: string
  readonly label: string
  readonly question: string
  readonly help?: string
  readonly fact: string
}

const anaestheticItems: readonly AnaestheticItem[] = [
  {
    code: 'methaemoglobinaemia',
    label: 'Methaemoglobinaemia',
    question: 'Have you, or has anybody in your family, had methaemoglobinaemia?',
    help: 'A rare problem: the blood carries too little oxygen and the skin turns blue.',
    fact: 'The client has a history of methaemoglobinaemia.',
  },
  {
    code: 'paba-allergy',
    label: 'PABA allergy',
    question: 'Are you allergic to PABA?',
    help: 'It is in some sun creams, and like some numbing creams.',
    fact: 'The client is allergic to PABA.',
  },
  {
    code: 'sulphonamide-allergy',
    label: 'Sulphonamide allergy',
    question: 'Are you allergic to sulfa medicines?',
    help: 'For example the antibiotic co-trimoxazole.',
    fact: 'The client is allergic to sulphonamides.',
  },
  {
    code: 'arrhythmia-medicine',
    label: 'Medicine for heart rhythm',
    question: 'Do you take a medicine for your heart rhythm?',
    help: 'For example amiodarone or flecainide.',
    fact: 'The client takes a medicine for the heart rhythm.',
  },
  {
    code: 'liver-disease',
    label: 'Liver disease',
    question: 'Do you have a liver disease?',
    fact: 'The client has a liver disease.',
  },
  {
    code: 'pseudocholinesterase',
    label: 'Pseudocholinesterase deficiency',
    question: 'Has a doctor told you that you lack pseudocholinesterase?',
    help: 'Those who have it often learn of it after a general anaesthetic.',
    fact: 'The client lacks pseudocholinesterase.',
  },
  {
    code: 'numbing-reaction',
    label: 'Reaction to numbing cream',
    question: 'Have you ever felt unwell after a numbing cream or injection?',
    fact: 'The client has reacted to a numbing cream or injection.',
  },
]

const anaestheticRule = ({ code, label, fact }: AnaestheticItem): ScreeningRule =>
  stops(
    code,
    {
      fact: `${fact} Numbing cream is planned.`,
      rule: `${label}: no numbing cream.`,
      nextStep: 'Do not use numbing cream. Screen again for a treatment without it.',
      ...(code === 'numbing-reaction'
        ? {
            source:
              'Microneedling guide: allergic reaction to numbing cream; label of lidocaine and tetracaine',
            quality: 'manufacturer',
          }
        : dermapenAnaesthetic),
    },
    { when: all(yes('numbing-cream'), yesOrRecorded(code)) },
  )

/** Allergies, what was done to the skin before, and what numbing cream asks for. */
export const startingRecent: StartingPart = {
  questions: [
    asks('allergies', 'metal-allergy', 'Metal allergy', 'Are you allergic to a metal?', {
      ...flag,
      help: 'For example a rash from nickel in jewellery or buttons.',
      detail: 'Which one?',
    }),
    asks(
      'allergies',
      'steel-allergy',
      'Stainless steel allergy',
      'Does stainless steel give you a rash?',
      { ...flag, askedWhen: any(yesOrRecorded('metal-allergy'), recorded('steel-allergy')) },
    ),
    asks(
      'allergies',
      'anaesthetic-allergy',
      'Anaesthetic allergy',
      'Are you allergic to an anaesthetic, such as lidocaine?',
      { ...flag, detail: 'Which one?' },
    ),
    asks(
      'allergies',
      'other-allergy',
      'Other allergy',
      'Do you have any other allergy that we have not written down yet?',
      { record: 'allergy', help: 'Creams, latex, plants, food, medicines.', detail: 'To what?' },
    ),
    ...treatments.flatMap(treatmentQuestions),
    asks(
      'recent',
      'home-needling',
      'Needling at home',
      'Do you use a needle roller or pen at home?',
      { detail: 'When last, and how long are the needles?' },
    ),
    asks(
      'anaesthetic',
      'numbing-cream',
      'Numbing cream planned',
      'Is numbing cream planned today?',
    ),
    ...anaestheticItems.map(({ code, label, question, help = '' }) =>
      asks('anaesthetic', code, label, question, {
        ...flag,
        help,
        askedWhen: yes('numbing-cream'),
      }),
    ),
  ],
  rules: [
    needsClearance('metal-allergy', {
      fact: 'The client is allergic to a metal.',
      rule: 'A metal allergy needs a prescriber’s clearance: needles are of steel that holds nickel.',
      nextStep: askPrescriber,
      ...review,
    }),
    stops('steel-allergy', {
      fact: 'The client is allergic to stainless steel.',
      rule: 'No microneedling with an allergy to stainless steel.',
      nextStep: 'Do not treat.',
      ...skinPen,
    }),
    stops('anaesthetic-allergy', {
      fact: 'The client is allergic to an anaesthetic.',
      rule: 'No microneedling with an allergy to anaesthetics.',
      nextStep: 'Do not treat. Refer to the client’s doctor.',
      ...skinPen,
    }),
    cautions(
      'other-allergy',
      {
        fact: 'The client has an allergy that was not written down.',
        rule: 'Nothing that the client is allergic to touches her.',
        nextStep: 'Take it into the client’s record, and read the labels of what you use.',
        source: 'Microneedling guide: allergic reactions to numbing creams or serums',
        quality: 'secondary',
      },
      { when: yes('other-allergy') },
    ),
    ...treatments.flatMap(treatmentRules),
    cautions(
      'home-needling',
      {
        fact: 'The client needles her skin at home.',
        rule: 'Needling at home carries a higher risk of infection and misuse.',
        nextStep: 'Look for irritated skin, and advise against it between sessions.',
        source: 'Microneedling guide: at-home devices',
        quality: 'secondary',
      },
      { when: yes('home-needling') },
    ),
    ...anaestheticItems.map(anaestheticRule),
  ],
}
