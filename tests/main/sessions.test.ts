import { describe, expect, it } from 'vitest'
import { readyRoom, signedSession } from '../support/treatment.ts'

describe('a session', () => {
  it('goes from opening to a signed record [SES-1]', async () => {
    const room = await readyRoom()
    const signed = await signedSession(room)
    expect(signed).toMatchObject({ signatureState: 'valid', session: { state: 'signed' } })
  })
})
