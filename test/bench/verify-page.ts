// How long an officer waits in a browser: from the address to four answers, with the whole list of states.
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { systemRandom } from '#basics'
import { SAMPLE_CENTRE } from '#config'
import { readAssets } from '#html'
import { FIRST_LANGUAGE } from '#i18n'
import { type IssuingKey, issuersOf } from '#issuer/keys'
import {
  type Certificate,
  certificateLink,
  signCose,
  signStatusList,
  writeCompact,
  writeIssuers,
} from '#proof'
import { verifyPage } from '../../src/site/pages/verify/verify-page.tsx'
import { median } from './rounds.ts'
import { launchBrowser } from '../journeys/browser.ts'

interface Measured {
  /** From the start of the navigation to the answers on the page, milliseconds, medians. */
  readonly opened: number
  /** The same where the page lies open already, and another code is put in. */
  readonly again: number
}

/** Serve the page with its pinned keys and a list of so many states, and open it `times` times in Chromium. */
export async function measureVerifyPage(
  key: IssuingKey,
  { certificate, states, times }: { certificate: Certificate; states: number; times: number },
): Promise<Measured> {
  let page = ''
  let list = ''
  const server = createServer((request, response) => {
    const isList = request.url?.startsWith('/status/') ?? false
    response.writeHead(200, { 'Content-Type': isList ? 'application/statuslist+jwt' : 'text/html' })
    response.end(isList ? list : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuers = issuersOf([key], { issuer: origin, ledger: [] })
  if (!issuers) throw new Error('no key')
  page = verifyPage(FIRST_LANGUAGE, {
    assets: readAssets('site'),
    sample: true,
    timeZone: 'Asia/Shanghai',
    centre: SAMPLE_CENTRE,
    statusLists: [],
    issuers: writeIssuers(issuers),
  })
  const issuedAt = Math.floor(Date.now() / 1_000)
  const uri = `${origin}/status/1`
  const some = systemRandom(states).map((byte) => (byte < 3 ? (byte % 3) + 1 : 0))
  some[certificate.status.index] = 0
  const signed = { uri, issuedAt, expiresAt: issuedAt + 86_400, keptFor: 43_200, states: some }
  list = await signStatusList(key.signer, signed)
  const there = { ...certificate, issuer: origin, status: { ...certificate.status, uri } }
  const link = certificateLink(origin, await signCose(key.signer, writeCompact(there)))

  const browser = await launchBrowser()
  try {
    const opened: number[] = []
    const again: number[] = []
    for (let nth = 0; nth < times; nth += 1) {
      const context = await browser.newContext({ bypassCSP: true })
      const tab = await context.newPage()
      await tab.addInitScript(WATCH)
      await tab.goto(link)
      opened.push(await answeredAt(tab))
      await tab.locator('#typed').fill(link)
      await tab.evaluate('window.answered = undefined; window.startedAt = performance.now()')
      await tab.locator('form button[type="submit"]').click()
      again.push(await answeredAt(tab))
      await context.close()
    }
    return { opened: median(opened), again: median(again) }
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
  }
}

async function answeredAt(tab: { waitForFunction(of: string): Promise<{ jsonValue(): Promise<unknown> }> }) {
  return Number(await (await tab.waitForFunction('window.answered')).jsonValue())
}

/** Notes when the last of the four has its answer, by the page's own clock. */
const WATCH = `
  window.startedAt = 0
  new MutationObserver(() => {
    const outcomes = [...document.querySelectorAll('[data-check] [data-part="outcome"]')]
    const shown = document.querySelector('[data-part="result"]')?.hidden === false
    if (shown && outcomes.length === 4 && outcomes.every((one) => one.textContent !== '')) window.answered ??= performance.now() - window.startedAt
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })`
