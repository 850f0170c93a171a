import { describe, expect, it } from 'vitest'
import { photoUseLines } from '#renderer/clients/photoUses.ts'
import type { ConsentSummary } from '#shared/consent/index.ts'
import { calendarDate } from '#shared/kernel/index.ts'

type Choices = ConsentSummary['choices']
const choice = (id: string, answer: 'yes' | 'no', withdrawnOn: string | null = null) => ({
  id,
  text: id,
  answer,
  withdrawnOn: withdrawnOn === null ? null : calendarDate.parse(withdrawnOn),
  withdrawalReason: null,
})
const statesOf = (choices: Choices, older: Choices = []) =>
  photoUseLines([
    { state: 'valid', choices },
    { state: 'valid', choices: older },
  ]).map(({ name, state }) => `${name}: ${state}`)

describe('the photo uses on the client’s page', () => {
  it('are four, each as the newest answer to it stands', () => {
    expect(
      statesOf(
        [
          choice('clinical-photos', 'yes'),
          choice('education', 'no'),
          choice('marketing', 'yes', '2026-11-20'),
        ],
        [choice('education', 'yes')],
      ),
    ).toEqual([
      'clinical photos: Allowed',
      'education: Refused',
      'marketing: Taken back',
      'social media: Not asked',
    ])
  })
})
