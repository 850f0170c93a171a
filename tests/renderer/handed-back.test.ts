import { expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { handBack, taken } from '#renderer/screening/handedBack.ts'
import type { ClientId } from '#shared/kernel/index.ts'

const clientId = newId<ClientId>(systemEnvironment)

it('keeps a PIN for one signature after the screen came back, and a passphrase never [VLT-43]', () => {
  handBack(clientId, 'violet granite harbour lantern')
  expect(taken(clientId)).toBeNull()
  handBack(clientId, '730518')
  expect(taken(newId<ClientId>(systemEnvironment))).toBeNull()
  handBack(clientId, '730518')
  expect(taken(clientId)).toMatchObject({ clientId, secret: '730518' })
  expect(taken(clientId)).toBeNull()
})
