/**
 * The GS1 application identifiers (AIs) that labels of devices, cosmetics and medicines carry: what
 * each holds, and which stand together. Source: GS1 Application Identifier Syntax Dictionary. Any
 * other AI is refused by name rather than skipped, since it may change what the label says.
 */
export const dictionary = 'GS1 Application Identifier Syntax Dictionary'

export type Identifier = {
  title: string
  characters: 'digits' | 'set 82'
  shortest: number
  longest: number
  /** What the value must satisfy besides its length and characters. */
  content?: 'check-digit' | 'date' | 'date-and-time' | 'piece-of-total'
}

const digits = (title: string, longest: number, content?: Identifier['content']): Identifier => ({
  title,
  characters: 'digits',
  shortest: longest,
  longest,
  ...(content && { content }),
})
const number = (title: string, longest: number): Identifier => ({
  ...digits(title, longest),
  shortest: 1,
})
const text = (title: string, longest: number): Identifier => ({
  title,
  characters: 'set 82',
  shortest: 1,
  longest,
})

export const identifiers: ReadonlyMap<string, Identifier> = new Map([
  ['00', digits('shipping container number', 18, 'check-digit')],
  ['01', digits('product number', 14, 'check-digit')],
  ['02', digits('number of the products inside', 14, 'check-digit')],
  ['10', text('lot', 20)],
  ['11', digits('production date', 6, 'date')],
  ['12', digits('payment due date', 6, 'date')],
  ['13', digits('packaging date', 6, 'date')],
  ['15', digits('best-before date', 6, 'date')],
  ['16', digits('sell-by date', 6, 'date')],
  ['17', digits('expiry date', 6, 'date')],
  ['20', digits('product variant', 2)],
  ['21', text('serial number', 20)],
  ['22', text('consumer product variant', 20)],
  ['235', text('third-party serial number', 28)],
  ['240', text('additional product number', 30)],
  ['241', text('customer part number', 30)],
  ['242', number('made-to-order variation', 6)],
  ['243', text('packaging component number', 20)],
  ['250', text('secondary serial number', 30)],
  ['251', text('source reference', 30)],
  ['30', number('variable count', 8)],
  ['37', number('count of the products inside', 8)],
  ['400', text('order number', 30)],
  ['410', digits('ship-to location', 13, 'check-digit')],
  ['411', digits('bill-to location', 13, 'check-digit')],
  ['412', digits('purchased-from location', 13, 'check-digit')],
  ['413', digits('ship-for location', 13, 'check-digit')],
  ['414', digits('location number', 13, 'check-digit')],
  ['416', digits('production location', 13, 'check-digit')],
  ['417', digits('party number', 13, 'check-digit')],
  ['420', text('ship-to postal code', 20)],
  ['710', text('German reimbursement number', 20)],
  ['711', text('French reimbursement number', 20)],
  ['712', text('Spanish reimbursement number', 20)],
  ['713', text('Brazilian reimbursement number', 20)],
  ['714', text('Portuguese reimbursement number', 20)],
  ['715', text('United States reimbursement number', 20)],
  ['716', text('Italian reimbursement number', 20)],
  ['7003', digits('expiry date and time', 10, 'date-and-time')],
  ['7004', number('active potency', 4)],
  ['8006', digits('piece of a product', 18, 'piece-of-total')],
  ['8012', text('software version', 20)],
  ['90', text('information agreed between partners', 30)],
  ...Array.from(
    { length: 9 },
    (_, n) => [`${91 + n}`, text('company information', 90)] satisfies [string, Identifier],
  ),
])

/** Pairs that contradict each other on one label. */
export const exclusive: readonly (readonly [string, string])[] = [
  ['01', '02'],
  ['01', '37'],
  ['01', '8006'],
  ['37', '8006'],
  ['21', '235'],
]

/** The first is meaningless without the second. A product number is required in any case. */
export const required: readonly (readonly [string, string])[] = [
  ['12', '8020'],
  ['250', '21'],
  ['7004', '10'],
]

const predefined = /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/

/** These end by their length; after any other AI comes a separator or the end of the symbol. */
export const hasPredefinedLength = (ai: string): boolean => predefined.test(ai)

const lengthOfIdentifier = (text: string): number => {
  if (/^(?:3[1-69]|4[3-9]|7[02]|8)/.test(text)) return 4
  return /^(?:2[345]|4[0-2]|71)/.test(text) ? 3 : 2
}

/** The AI that an element string begins with, known or not, by its first two digits. */
export const identifierAt = (elementString: string): string =>
  elementString.slice(0, lengthOfIdentifier(elementString))

/** One fact of a label. */
export type Element = { ai: string; value: string; identifier: Identifier }

/** `expiry date (17)`. */
export const nameOf = ({ ai, identifier }: Element): string => `${identifier.title} (${ai})`

/** The same for an AI that may not be known. */
export const titled = (ai: string): string => {
  const title = identifiers.get(ai)?.title
  return title ? `${title} (${ai})` : `application identifier (${ai})`
}
