import type { Chance } from './chance.ts'

/** Invented people; any likeness is chance. Diacritics are there because search must not need them. */
const givenNames = [
  'Amelia',
  'Zoë',
  'Łucja',
  'Søren',
  'Priya',
  'Mai',
  'Noémie',
  'Chidi',
  'Fatima',
  'Ingrid',
  'Óscar',
  'Hana',
  'Renée',
  'Tomáš',
  'Leilani',
  'Yuki',
  'Anaïs',
  'Marisol',
  'Đorđe',
  'Siobhán',
  'Aaliyah',
  'Björn',
  'Camila',
  'Dana',
  'Elif',
  'Freya',
  'Gita',
  'Hugo',
  'Imani',
  'Jocelyn',
  'Keiko',
  'Lourdes',
  'Mireille',
  'Nadia',
  'Odette',
  'Paloma',
  'Quinn',
  'Rosa',
  'Saoirse',
  'Tamsin',
] as const

const familyNames = [
  'Abernathy',
  'Ångström',
  'Baptiste',
  'Çelik',
  'Dvořák',
  'Echeverría',
  'Fitzgerald',
  'García',
  'Hallström',
  'Ibarra',
  'Jørgensen',
  'Kowalczyk',
  'Lévesque',
  'Müller',
  'Nakamura',
  'O’Brien',
  'Peñaloza',
  'Quispe',
  'Raghavan',
  'Sørensen',
  'Tanaka',
  'Ueda',
  'Vásquez',
  'Whitfield',
  'Xiong',
  'Yılmaz',
  'Zieliński',
  'Adeyemi',
  'Brandt',
  'Castellanos',
  'Delacroix',
  'Eriksen',
  'Farouk',
  'Groß',
  'Huang',
  'Iyer',
  'Jansen',
  'Kaplan',
  'Lindqvist',
  'Mbeki',
] as const

export const allergyChoices = [
  'Latex',
  'Penicillin',
  'Adhesive plasters',
  'Nickel',
  'Fragrance mix',
  'Chlorhexidine',
] as const

export const medicationChoices = [
  'Levothyroxine',
  'Oral contraceptive',
  'Sertraline',
  'Lansoprazole',
  'Vitamin D',
  'Cetirizine',
] as const

export const prescribers = [
  { prescriberName: 'Dr. Miriam Osei', prescriberLicence: 'MD 55210' },
  { prescriberName: 'Dr. Paul Lindgren', prescriberLicence: 'MD 48833' },
] as const

/** As they are written where they come from: right to left, without a space, with marks above and below. */
const otherNames = [
  'فاطمة الزهراء حسين',
  'محمد عبد الله',
  'نور الهدى بن علي',
  'שירה כהן',
  'יעל בן־דוד',
  'आराध्या शर्मा',
  'दीपिका कृष्णमूर्ति',
  '王芳',
  '歐陽靜怡',
  '佐藤 美咲',
  '髙橋 さくら',
  '김서연',
  '남궁 하은',
  'สุภาพร ศรีสุวรรณ',
  'กัญญารัตน์ ใจดี',
  'Анна Каренина',
  'Зоряна Ковальчук',
  'Ελένη Παπαδοπούλου',
  'Ὀδυσσεύς Δημητρίου',
  'Nguyễn Thị Ánh Tuyết',
  'Trần Đỗ Mỹ Duyên',
  'Małgorzata Brzęczyszczykiewicz',
  'Stanisława Źdźbło-Żółć',
  'María José de la Concepción Fernández-Villaverde y Ruiz de Arcaute',
  'Ngozi N’Diaye-O’Connor',
  'Xu',
] as const

/** One in seven is written in another script, or at another length, than the form was drawn for. */
export const nameOf = (chance: Chance): string =>
  chance.percent(14)
    ? chance.oneOf(otherNames)
    : `${chance.oneOf(givenNames)} ${chance.oneOf(familyNames)}`

const notes = [
  'Tolerated well. Asked about sunscreen; leaflet given.',
  'Skin drier than last time; went lighter over the cheekbones.',
  'Client pleased with the texture on the cheeks.',
  'Slight tenderness along the jaw, settled within ten minutes.',
  'Cooled for five minutes afterwards.',
  'Talked through aftercare; no make-up until tomorrow.',
  '',
] as const

const rareNotes = [
  'Very happy today 🎉 – brought photos of her daughter’s wedding 👰🏽‍♀️. Skin calm ✅.',
  'قالت إن بشرتها أصبحت أنعم. Redness as expected.',
  '“皮肤比上次好多了。” Translated by her son.',
  'Hyperpigmentation? No – a shadow of the lamp (checked twice).\n\tLeft cheek: even.\n\tRight cheek: even.',
] as const

/** What somebody writes who writes everything down: about 2,500 characters. */
const longNoteOf = (chance: Chance): string =>
  Array.from(
    { length: 24 },
    (_, line) =>
      `${line + 1}. ${chance.oneOf(notes) || 'Nothing to add here; looked at again after two minutes, and after five.'} Room at 21 °C, lamp at arm’s length.`,
  ).join('\n')

/** After a session. */
export const noteOf = (chance: Chance): string => {
  if (chance.percent(1)) return longNoteOf(chance)
  return chance.percent(3) ? chance.oneOf(rareNotes) : chance.oneOf(notes)
}

/** What stands in a client's record for every visit. */
export const standingNoteOf = (chance: Chance): string => {
  if (chance.percent(1)) return longNoteOf(chance)
  return chance.percent(4)
    ? chance.oneOf([
        'Comes with her guide dog 🦮; let it lie by the door.',
        'Prefers to be called by her second name.\nHard of hearing on the left.',
        '請用中文傳簡訊。',
      ] as const)
    : ''
}

/** What was heard or seen after signing. */
export const addendumOf = (chance: Chance) =>
  chance.oneOf([
    {
      text: 'The client telephoned in the evening: redness had faded by six o’clock.',
      reason: 'Heard after signing.',
    },
    {
      text: 'The second pass over the chin was done after the first photo, not before it.',
      reason: 'Remembered when looking at the photos.',
    },
    {
      text: 'Wrote two days later: a little dryness along the jaw, no itching. Told her to go on with the gel.',
      reason: 'Her message came after signing.',
    },
  ] as const)

/** Medicines of a few days that a client mentions when she is asked. */
export const passingMedicines = [
  'Ibuprofen, two days',
  'Cough syrup',
  'Amoxicillin, finished last week',
] as const

export const withdrawalReasons = [
  'Started a new job and does not want her face online.',
  'Said so on the telephone; gave no reason.',
  'Her family asked her to.',
] as const
