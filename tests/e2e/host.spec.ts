import { expect, test } from './support/index.ts'

test('the token leaves the address bar, and the page survives a reload', async ({ page, host }) => {
  await page.goto(host.address)
  await expect(page.getByRole('heading').first()).toBeVisible()
  expect(page.url()).not.toContain('token')
  await page.reload()
  await expect(page.getByRole('heading').first()).toBeVisible()
  const stored = await page.evaluate(() => sessionStorage.getItem('stratum:token'))
  expect(`${host.origin}/#token=${stored}`).toBe(host.address)
})

test('another site’s page can neither call the host nor embed it', async ({ page, host }) => {
  const other = await page.context().newPage()
  await other.route('http://other.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${host.origin}/"></iframe>` }),
  )
  await other.goto('http://other.test/')
  const called = await other.evaluate(async (address) => {
    const { origin, hash } = new URL(address)
    const token = hash.replace('#token=', '')
    const headers = { 'content-type': 'application/json', 'x-stratum-token': token }
    try {
      await fetch(`${origin}/rpc/vault/status`, { method: 'POST', headers, body: '{}' })
      return 'answered'
    } catch {
      return 'refused'
    }
  }, host.address)
  expect(called).toBe('refused')
  const [, frame] = other.frames()
  expect(await frame?.evaluate(() => document.querySelector('#root'))).toBeNull()
})

test('a page whose host was killed says so, and goes on when it is opened again', async ({
  page,
  startOwnHost,
}) => {
  const first = await startOwnHost()
  await page.goto(first.address)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await first.kill()
  const second = await startOwnHost()
  await page.goto(second.address)
  await expect(page.getByRole('heading').first()).toBeVisible()
})
