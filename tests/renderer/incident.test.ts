import { expect, it, vi } from 'vitest'

vi.mock('#renderer/api.ts', () => ({ incidentOf: () => null }))

it('describes an error without the words of its message', async () => {
  const { describeIncident } = await import('#renderer/app/incident.ts')
  const told = describeIncident(new TypeError('Maria Silva has no allergies'))
  expect(told).toMatch(/^TypeError/)
  expect(told).not.toContain('Maria')
})
