import type { Lot } from '#shared/inventory/index.ts'
import {
  assertNever,
  type CalendarDate,
  type Finding,
  formatDay,
  type Problem,
} from '#shared/kernel/index.ts'
import type { NewPatchTest, PatchTest, PatchTestReading } from './schema.ts'

type JudgedTest = Pick<
  PatchTest,
  'productId' | 'productName' | 'appliedOn' | 'readDueOn' | 'recordedAt' | 'reading'
>

const source =
  'Field reference 2.6: reactions to what was put on needled skin were patch-test positive'

/**
 * What patch tests say about the products of a session. Of each product a positive one counts for good,
 * whatever a later one says, and otherwise the newest that was read; a newer one that waits for its
 * reading is named beside it.
 * @param productLots null where a lot is not known
 */
export const judgePatchTests = (
  patchTests: readonly JudgedTest[],
  productLots: readonly ({ readonly product: Pick<Lot['product'], 'id'> } | null)[],
): readonly Finding[] => {
  const used = new Set(productLots.flatMap((lot) => (lot ? [lot.product.id] : [])))
  return [...used].flatMap((productId) =>
    judgeProduct(patchTests.filter((test) => test.productId === productId).toSorted(newestFirst)),
  )
}

const newestFirst = (one: JudgedTest, other: JudgedTest): number =>
  other.appliedOn.localeCompare(one.appliedOn) || other.recordedAt.localeCompare(one.recordedAt)

const judgeProduct = (newest: readonly JudgedTest[]): readonly Finding[] => {
  const read =
    newest.find(({ reading }) => reading?.result === 'positive') ??
    newest.find(({ reading }) => reading !== null && reading.result !== 'not-read')
  const [latest] = newest
  return [
    ...(read?.reading ? judgeResult(read, read.reading) : []),
    ...(latest && latest !== read && !isRead(latest) ? [withoutResult(latest)] : []),
  ]
}

const isRead = ({ reading }: JudgedTest): boolean =>
  reading !== null && reading.result !== 'not-read'

const judgeResult = (
  { productId, productName }: JudgedTest,
  { readOn, result }: Pick<PatchTestReading, 'readOn' | 'result'>,
): readonly Finding[] => {
  const rule = 'What a client’s skin has reacted to is not put on needled skin.'
  switch (result) {
    case 'positive':
      return [
        {
          code: `screening.patch-test-positive:${productId}`,
          severity: 'stop',
          fact: `The patch test of ${productName}, read on ${formatDay(readOn)}, was positive.`,
          rule,
          nextStep: 'Choose another product.',
          source,
        },
      ]
    case 'doubtful':
    case 'irritant':
      return [
        {
          code: `screening.patch-test-doubtful:${productId}`,
          severity: 'note',
          fact: `The patch test of ${productName}, read on ${formatDay(readOn)}, was ${result === 'doubtful' ? 'doubtful' : 'an irritant reaction'}.`,
          rule,
          nextStep: 'Choose another product, or test this one again.',
          source,
        },
      ]
    case 'negative':
    case 'not-read':
      return []
    default:
      return assertNever(result)
  }
}

const withoutResult = ({
  productId,
  productName,
  appliedOn,
  readDueOn,
  reading,
}: JudgedTest): Finding => ({
  code: `screening.patch-test-unread:${productId}`,
  severity: 'note',
  fact: `The patch test of ${productName}, applied on ${formatDay(appliedOn)}, ${
    reading ? 'was not read' : `is to be read on ${formatDay(readDueOn)}`
  }.`,
  rule: 'A patch test says something only when it is read.',
  nextStep: reading
    ? 'Test again, or choose another product.'
    : 'Read it, or choose another product.',
  source,
})

/** Why a patch test cannot be recorded on this day, or null. */
export const judgeNewPatchTest = (
  { appliedOn, readDueOn }: Pick<NewPatchTest, 'appliedOn' | 'readDueOn'>,
  today: CalendarDate,
): Problem | null => {
  if (appliedOn > today) {
    return {
      code: 'screening.patch-test-in-future',
      field: 'appliedOn',
      fact: `${formatDay(appliedOn)} lies in the future.`,
      rule: 'A patch test is recorded when it was applied.',
      nextStep: 'Check the day.',
    }
  }
  if (readDueOn <= appliedOn) {
    return {
      code: 'screening.patch-test-due-too-early',
      field: 'readDueOn',
      fact: `It would be read on ${formatDay(readDueOn)}, and it was applied on ${formatDay(appliedOn)}.`,
      rule: 'A patch test is read on a later day than it was applied.',
      nextStep: 'Choose a later day, as the maker’s leaflet says.',
    }
  }
  return null
}

/** Why a patch test cannot be read like this, or null. */
export const judgeReading = (
  { appliedOn, readDueOn, reading }: Pick<PatchTest, 'appliedOn' | 'readDueOn' | 'reading'>,
  { readOn, result }: Pick<PatchTestReading, 'readOn' | 'result'>,
  today: CalendarDate,
): Problem | null => {
  if (reading !== null) {
    return {
      code: 'screening.patch-test-already-read',
      fact: `This patch test was read on ${formatDay(reading.readOn)}.`,
      rule: 'A patch test is read once, and its result stays.',
      nextStep: 'Test again if the result is in doubt.',
    }
  }
  if (readOn > today) {
    return {
      code: 'screening.reading-in-future',
      field: 'readOn',
      fact: `${formatDay(readOn)} lies in the future.`,
      rule: 'A reading is recorded when it was made.',
      nextStep: 'Check the day.',
    }
  }
  if (readOn < appliedOn) {
    return {
      code: 'screening.read-before-applied',
      field: 'readOn',
      fact: `It was applied on ${formatDay(appliedOn)}, after ${formatDay(readOn)}.`,
      rule: 'A patch test is read after it was applied.',
      nextStep: 'Check the day.',
    }
  }
  // A reaction may show early; that there is none shows only when its time has passed.
  if (readOn < readDueOn && (result === 'negative' || result === 'doubtful')) {
    return {
      code: 'screening.read-too-early',
      field: 'readOn',
      fact: `It is due to be read on ${formatDay(readDueOn)}.`,
      rule: 'That there is no reaction is known only on the day on which a patch test is due.',
      nextStep: `Read it again on ${formatDay(readDueOn)}.`,
    }
  }
  return null
}
