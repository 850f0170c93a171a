import {
  all,
  askPrescriber,
  asks,
  needsClearance,
  sources,
  type StartingPart,
  stops,
  untilOver,
  yes,
  yesOrRecorded,
} from './starting-parts.ts'

const { guide, skinPen, skinPenNotEvaluated, dermapen, review } = sources
const flag = { record: 'flag' } as const

/** How the client is today, and the skin that will be treated. */
export const startingSkin: StartingPart = {
  questions: [
    asks('today', 'pregnancy', 'Pregnant', 'Are you pregnant, or could you be?', flag),
    asks('today', 'breastfeeding', 'Breastfeeding', 'Are you breastfeeding?', flag),
    asks(
      'today',
      'sunburn',
      'Sunburn or fresh tan',
      'Is the skin we will treat sunburnt or freshly tanned?',
    ),
    asks(
      'today',
      'wound',
      'Wound or sore skin',
      'Is there a cut, a sore or raw skin where we will treat?',
    ),
    asks(
      'today',
      'skin-infection',
      'Skin infection',
      'Is there an infection where we will treat?',
      { help: 'For example a boil, a wart, a fungus, or anything that weeps.' },
    ),
    asks('skin', 'active-acne', 'Active acne', 'Do you have active acne where we will treat?', {
      ...flag,
      help: 'Red, sore or full spots. Scars and blackheads alone do not count.',
    }),
    asks('skin', 'eczema', 'Eczema', 'Do you have eczema where we will treat?', flag),
    asks('skin', 'rosacea', 'Rosacea flare', 'Is your rosacea active at the moment?', {
      ...flag,
      help: 'Answer no if you have no rosacea, or if it is calm now.',
    }),
    asks(
      'skin',
      'chronic-skin-condition',
      'Long-term skin condition',
      'Do you have another long-term skin condition where we will treat?',
      { ...flag, help: 'For example psoriasis or vitiligo.', detail: 'Which one?' },
    ),
    asks('skin', 'keloid', 'Keloid-prone', 'Do your scars grow thick, raised or lumpy?', {
      ...flag,
      help: 'Such scars are called keloids.',
    }),
    asks(
      'skin',
      'skin-cancer',
      'Skin cancer',
      'Do you have skin cancer where we will treat, or a spot that is being checked for it?',
      flag,
    ),
    asks(
      'skin',
      'solar-keratosis',
      'Solar keratosis',
      'Do you have rough, scaly sun spots where we will treat?',
      { ...flag, help: 'A doctor calls them solar or actinic keratosis.' },
    ),
    asks(
      'skin',
      'moles-warts',
      'Moles or warts in the way',
      'Are there moles or warts that the needles cannot go around?',
    ),
    asks(
      'skin',
      'pigment-marks',
      'Dark marks or melasma',
      'Does your skin leave dark marks after spots or cuts, or do you have melasma?',
      { ...flag, help: 'Melasma: brown patches, mostly on the cheeks and forehead.' },
    ),
    asks(
      'skin',
      'young-scars',
      'Scars under a year old',
      'Is a scar or stretch mark that we will treat less than a year old?',
      flag,
    ),
    asks('skin', 'poor-healing', 'Poor healing', 'Do your wounds heal slowly or badly?', flag),
    asks('skin', 'cold-sores', 'Cold sores', 'Have you ever had cold sores?', {
      ...flag,
      help: 'Small blisters on or near the lips. They can come back after needling.',
    }),
    asks('skin', 'cold-sore-today', 'Cold sore today', 'Do you have a cold sore now?', {
      askedWhen: yesOrRecorded('cold-sores'),
    }),
  ],
  rules: [
    stops('pregnancy', {
      fact: 'The client is pregnant or may be.',
      rule: 'No microneedling in pregnancy.',
      nextStep: untilOver,
      source: `${guide.source}; ${skinPen.source}`,
      quality: 'manufacturer',
    }),
    stops('breastfeeding', {
      fact: 'The client is breastfeeding.',
      rule: 'No microneedling while breastfeeding.',
      nextStep: untilOver,
      source: `${guide.source}; ${skinPen.source}`,
      quality: 'manufacturer',
    }),
    stops('sunburn', {
      fact: 'The skin to be treated is sunburnt or freshly tanned.',
      rule: 'No microneedling on sunburnt or freshly tanned skin.',
      nextStep: 'Do not treat. Book again when the skin is calm.',
      ...dermapen,
    }),
    stops('wound', {
      fact: 'There is a wound, a sore or irritated skin in the area.',
      rule: 'No microneedling over a wound, a sore or irritated skin.',
      nextStep: 'Do not treat. Book again when the skin has healed.',
      ...skinPen,
    }),
    stops('skin-infection', {
      fact: 'There is an infection in the area.',
      rule: 'No microneedling over an active bacterial, fungal or viral infection, herpes and warts included.',
      nextStep: 'Do not treat. Send the client to a doctor where it needs one, and book again.',
      ...skinPen,
    }),
    stops('active-acne', {
      fact: 'The client has active acne in the area.',
      rule: 'No microneedling over active acne.',
      nextStep: untilOver,
      ...guide,
    }),
    stops('eczema', {
      fact: 'The client has eczema in the area.',
      rule: 'No microneedling over eczema.',
      nextStep: untilOver,
      ...guide,
    }),
    stops('rosacea', {
      fact: 'The client’s rosacea is flaring.',
      rule: 'No microneedling during a rosacea flare.',
      nextStep: untilOver,
      ...guide,
    }),
    needsClearance('chronic-skin-condition', {
      fact: 'The client has a long-term skin condition in the area.',
      rule: 'A long-term skin condition in the area needs a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...skinPenNotEvaluated,
    }),
    stops('keloid', {
      fact: 'The client is prone to keloid scars.',
      rule: 'No microneedling for a client who is prone to keloids.',
      nextStep: 'Do not treat. Refer to a dermatologist.',
      ...guide,
    }),
    stops('skin-cancer', {
      fact: 'There is skin cancer in the area, or a spot that is being checked for it.',
      rule: 'No microneedling where there is skin cancer.',
      nextStep: 'Do not treat. Refer to a dermatologist.',
      ...skinPen,
    }),
    stops('solar-keratosis', {
      fact: 'There is solar keratosis in the area.',
      rule: 'No microneedling over solar keratosis.',
      nextStep: 'Do not treat. Refer to a dermatologist.',
      ...dermapen,
    }),
    stops('moles-warts', {
      fact: 'There are moles or warts that the needles cannot go around.',
      rule: 'No microneedling over moles or warts.',
      nextStep: 'Do not treat this area. Screen again for an area without them.',
      ...dermapen,
    }),
    needsClearance(
      'pigment-marks',
      {
        fact: 'The client’s skin type is IV to VI, and she is prone to dark marks or melasma.',
        rule: 'Skin type IV to VI with a history of dark marks or melasma needs a prescriber’s clearance.',
        nextStep: askPrescriber,
        ...review,
      },
      {
        when: all({ on: 'fitzpatrick', types: ['IV', 'V', 'VI'] }, yesOrRecorded('pigment-marks')),
      },
    ),
    needsClearance('young-scars', {
      fact: 'A scar or stretch mark to be treated is less than a year old.',
      rule: 'Scars and stretch marks under a year old need a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...skinPenNotEvaluated,
    }),
    needsClearance('poor-healing', {
      fact: 'The client’s wounds heal poorly.',
      rule: 'Poor wound healing needs a prescriber’s clearance.',
      nextStep: askPrescriber,
      ...skinPenNotEvaluated,
    }),
    needsClearance('cold-sores', {
      fact: 'The client is prone to cold sores.',
      rule: 'A prescriber decides about antiviral precautions before treatment.',
      nextStep:
        'Record the prescriber’s decision as a clearance, with the document: prescribed, declined or not needed.',
      source: 'Microneedling guide: discuss antiviral precautions before treatment; SkinPen label',
      quality: 'manufacturer',
    }),
    stops(
      'cold-sore-today',
      {
        fact: 'The client has a cold sore today.',
        rule: 'No microneedling while a cold sore is active.',
        nextStep: 'Do not treat. Book again when it has healed.',
        ...skinPen,
      },
      { when: yes('cold-sore-today') },
    ),
  ],
}
