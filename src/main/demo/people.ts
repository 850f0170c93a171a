/** Invented people; any likeness is chance. Diacritics are there because search must not need them. */
export const givenNames = [
  'Amelia', 'Zoë', 'Łucja', 'Søren', 'Priya', 'Mai', 'Noémie', 'Chidi', 'Fatima', 'Ingrid', 'Óscar', 'Hana', 'Renée', 'Tomáš',
  'Leilani', 'Yuki', 'Anaïs', 'Marisol', 'Đorđe', 'Siobhán', 'Aaliyah', 'Björn', 'Camila', 'Dana', 'Elif', 'Freya', 'Gita',
  'Hugo', 'Imani', 'Jocelyn', 'Keiko', 'Lourdes', 'Mireille', 'Nadia', 'Odette', 'Paloma', 'Quinn', 'Rosa', 'Saoirse', 'Tamsin',
] as const

export const familyNames = [
  'Abernathy', 'Ångström', 'Baptiste', 'Çelik', 'Dvořák', 'Echeverría', 'Fitzgerald', 'García', 'Hallström', 'Ibarra', 'Jørgensen',
  'Kowalczyk', 'Lévesque', 'Müller', 'Nakamura', 'O’Brien', 'Peñaloza', 'Quispe', 'Raghavan', 'Sørensen', 'Tanaka', 'Ueda',
  'Vásquez', 'Whitfield', 'Xiong', 'Yılmaz', 'Zieliński', 'Adeyemi', 'Brandt', 'Castellanos', 'Delacroix', 'Eriksen', 'Farouk',
  'Groß', 'Huang', 'Iyer', 'Jansen', 'Kaplan', 'Lindqvist', 'Mbeki',
] as const

export const allergyChoices = ['Latex', 'Penicillin', 'Lidocaine (rash, 2019)', 'Nickel', 'Fragrance mix', 'Chlorhexidine'] as const

export const medicationChoices = ['Levothyroxine', 'Oral contraceptive', 'Sertraline', 'Metformin', 'Vitamin D', 'Cetirizine'] as const

export const prescribers = [
  { prescriberName: 'Dr. Miriam Osei', prescriberLicence: 'MD 55210' },
  { prescriberName: 'Dr. Paul Lindgren', prescriberLicence: 'MD 48833' },
] as const

export const notes = [
  'Tolerated well. Asked about sunscreen; leaflet given.',
  'Skin drier than last time; went lighter over the cheekbones.',
  'Client pleased with the texture on the cheeks.',
  'Slight tenderness along the jaw, settled within ten minutes.',
  'Cooled for five minutes afterwards.',
  'Talked through aftercare; no make-up until tomorrow.',
  '',
] as const
