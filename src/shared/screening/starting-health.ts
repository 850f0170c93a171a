import {
  any,
  askPrescriber,
  asks,
  cautions,
  needsClearance,
  no,
  recorded,
  sources,
  type StartingPart,
  stops,
  within,
  yes,
} from './starting-parts.ts'

const { guide, skinPen, dermapen, leaflets } = sources
const flag = { record: 'flag' } as const

/** Illnesses and medicines. */
export const startingHealth: StartingPart = {
  questions: [
    asks(
      'health',
      'bleeding-disorder',
      'Bleeding disorder',
      'Do you have an illness that makes you bleed or bruise easily?',
      flag,
    ),
    asks('health', 'heart-condition', 'Heart condition', 'Do you have a heart condition?', {
      ...flag,
      help: 'Also a pacemaker or an uneven heartbeat.',
    }),
    asks(
      'health',
      'collagen-disease',
      'Connective tissue disease',
      'Do you have scleroderma or another illness of the connective tissue?',
      { ...flag, help: 'Connective tissue holds skin and joints together.' },
    ),
    asks('health', 'diabetes', 'Diabetes', 'Do you have diabetes?', flag),
    asks(
      'health',
      'immunosuppression',
      'Weak immune system',
      'Is your immune system weak, through an illness or a medicine?',
      flag,
    ),
    asks(
      'health',
      'autoimmune',
      'Autoimmune disease',
      'Do you have an autoimmune illness, or treatment for one?',
      { ...flag, help: 'For example lupus or rheumatoid arthritis.' },
    ),
    asks(
      'health',
      'cancer-treatment',
      'Cancer treatment',
      'Are you having chemotherapy or radiotherapy, or did you have it recently?',
      flag,
    ),
    asks('medicines', 'anticoagulants', 'Anticoagulants', 'Do you take a blood thinner?', {
      ...flag,
      help: 'For example warfarin, apixaban, clopidogrel or daily aspirin.',
      detail: 'Which one?',
    }),
    asks('medicines', 'steroids', 'High-dose steroids', 'Do you take steroids in a high dose?', {
      ...flag,
      help: 'For example prednisolone tablets. A mild cream does not count.',
    }),
    asks(
      'medicines',
      'isotretinoin-ever',
      'Isotretinoin, ever',
      'Have you ever taken isotretinoin?',
      { help: 'Capsules against acne: Accutane, Roaccutane, Claravis.' },
    ),
    asks('medicines', 'isotretinoin', 'Isotretinoin', 'Do you still take isotretinoin?', {
      ...flag,
      askedWhen: any(
        yes('isotretinoin-ever'),
        recorded('isotretinoin'),
        recorded('isotretinoin-stopped'),
      ),
    }),
    asks(
      'medicines',
      'isotretinoin-stopped',
      'Isotretinoin stopped',
      'When did you take the last capsule?',
      { ...flag, kind: 'date', askedWhen: no('isotretinoin') },
    ),
    asks(
      'medicines',
      'new-medicine',
      'New medicine',
      'Have you started any other medicine since your last visit?',
      {
        record: 'medication',
        help: 'On a first visit: any medicine that you have not named yet. Herbs count too.',
        detail: 'Which one?',
      },
    ),
  ],
  rules: [
    stops('bleeding-disorder', {
      fact: 'The client has a bleeding disorder.',
      rule: 'No microneedling with a disorder of bleeding or clotting.',
      nextStep: 'Do not treat.',
      ...skinPen,
    }),
    stops('heart-condition', {
      fact: 'The client has a heart condition.',
      rule: 'No microneedling with an abnormality of the heart.',
      nextStep: 'Do not treat. Refer to the client’s doctor.',
      ...dermapen,
    }),
    stops('collagen-disease', {
      fact: 'The client has a disease of the connective tissue.',
      rule: 'No microneedling with scleroderma or another collagen-vascular disease.',
      nextStep: 'Do not treat. Refer to the client’s doctor.',
      ...dermapen,
    }),
    needsClearance('diabetes', {
      fact: 'The client has diabetes.',
      rule: 'Diabetes needs a prescriber’s clearance: uncontrolled, it slows healing.',
      nextStep: askPrescriber,
      ...leaflets,
    }),
    needsClearance('immunosuppression', {
      fact: 'The client’s immune system is weak.',
      rule: 'A weak immune system needs a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...leaflets,
    }),
    needsClearance('autoimmune', {
      fact: 'The client has an autoimmune disease or treatment for one.',
      rule: 'Autoimmune disease needs a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...leaflets,
    }),
    needsClearance('cancer-treatment', {
      fact: 'The client has, or recently had, chemotherapy or radiotherapy.',
      rule: 'Chemotherapy and radiotherapy need a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...leaflets,
    }),
    needsClearance('anticoagulants', {
      fact: 'The client takes a blood thinner.',
      rule: 'A blood thinner needs a prescriber’s clearance. It is never stopped for a treatment without one.',
      nextStep: askPrescriber,
      source: 'Microneedling guide: blood-thinning medication, “consult your doctor first”',
      quality: 'secondary',
    }),
    needsClearance('steroids', {
      fact: 'The client takes steroids in a high dose.',
      rule: 'High-dose steroids need a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...leaflets,
    }),
    stops('isotretinoin', {
      fact: 'The client takes isotretinoin.',
      rule: 'No microneedling while isotretinoin is taken.',
      nextStep: 'Do not treat while she takes it. Only her prescriber stops it.',
      source: 'SkinPen label: currently taking isotretinoin is a contraindication',
      quality: 'manufacturer',
    }),
    needsClearance(
      'isotretinoin-stopped',
      {
        fact: 'The client stopped isotretinoin less than six months (183 days) ago.',
        rule: 'Within six months after isotretinoin a prescriber’s clearance is needed.',
        nextStep: askPrescriber,
        source:
          'Isotretinoin package insert: six months; ASDS task force 2017: insufficient evidence to delay',
        quality: 'peer-reviewed',
      },
      { when: any(within('isotretinoin-stopped', 183), recorded('isotretinoin-stopped')) },
    ),
    cautions(
      'new-medicine',
      {
        fact: 'The client has started another medicine.',
        rule: 'The medical history is gone through before each treatment.',
        nextStep: 'Read what it is for and whether it thins the blood or makes the skin sensitive.',
        ...guide,
      },
      { when: yes('new-medicine') },
    ),
    stops(
      'under-18',
      {
        fact: 'The client is younger than 18.',
        rule: 'No microneedling under 18.',
        nextStep: 'Do not treat.',
        source: 'A starting value of this practice without a source of its own; confirm it',
        quality: 'practice',
      },
      { when: { on: 'age', below: 18 } },
    ),
    cautions(
      'under-22',
      {
        fact: 'The client is younger than 22.',
        rule: 'The uses that the US label allows are for patients aged 22 years or older.',
        nextStep: 'Tell the client that the label does not cover her age, and decide.',
        source: 'FDA, microneedling devices: legally authorised uses, “aged 22 years or older”',
        quality: 'law',
      },
      { when: { on: 'age', below: 22 } },
    ),
  ],
}
