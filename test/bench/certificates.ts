// `npm run bench:certificates`: how many certificates this machine signs and sets, what one weighs, and how long it takes to
// check one. Nothing is stored and nobody is certified: the keys are made here, under a SAMPLE root.
import { SAMPLE_CENTRE } from '#config'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemRandom } from '#basics'
import { certify, installCertificate, type IssuingKey, issuersOf, makeRoot, requestKey } from '#issuer/keys'
import { openRenderer, paperContent } from '#issuer/paper'
import {
  type Certificate,
  certificateLink,
  checkCertificate,
  issueCredential,
  lookUpCodeOf,
  readCertificateLink,
  readFile,
  readPaper,
  readStatusList,
  signCose,
  signStatusList,
  writeCompact,
} from '#proof'
import { median } from './rounds.ts'
import { measureVerifyPage } from './verify-page.ts'
import { noBrowser } from '../journeys/browser.ts'

const ORIGIN = 'https://centre.example'
const ROUNDS = 3
const PAGES = 240
const STATES = 1_048_576

say(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, medians of ${ROUNDS}\n`,
)
const directory = mkdtempSync(join(tmpdir(), 'certificates-'))
const key = await someKey()
const issuers = issuersOf([key], { issuer: ORIGIN, ledger: [] })
if (!issuers) throw new Error('no key')

// A proof of a ledger of a hundred million leaves: 27 hashes, and a checkpoint with two signatures.
const proof = systemRandom(27 * 45 + 400)
const one = await issued(0)
say(`on paper ${readCertificateLink(one.link).length} bytes, as a credential ${one.token.length} bytes`)

const signing: number[] = []
for (let round = 0; round < ROUNDS; round += 1) signing.push(await pace(200, (nth) => issued(nth)))
say(`signed both ways: ${median(signing).toFixed(0)}/s`)

for (const workers of [1, 2]) {
  const renderers = Array.from({ length: workers }, () => openRenderer())
  let bytes = 0
  const whole = async (nth: number) => {
    const { link, token, certificate } = await issued(nth)
    const content = paperContent({
      certificate,
      languages: ['zh-hans', 'en'],
      checkpoint: { origin: 'centre.example/log', size: 100_000_000, root: 'A'.repeat(43) + '=' },
      root: issuers.root,
      link,
      lookUpCode: lookUpCodeOf(readCertificateLink(link)),
      credential: token,
      sample: true,
      draft: false,
      centre: SAMPLE_CENTRE,
    })
    const rendered = await renderers[nth % workers]?.render(content)
    if (rendered?.outcome !== 'rendered') throw new Error(JSON.stringify(rendered))
    bytes = rendered.file.length
  }
  for (let nth = 0; nth < workers; nth += 1) await whole(nth)
  const paces: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) paces.push(await pace(PAGES, whole, 2 * workers))
  const perSecond = median(paces)
  say(
    `with QR, credential and PDF, ${workers} typesetter${workers > 1 ? 's' : ''}: ${perSecond.toFixed(0)}/s, ${(1_000 / perSecond).toFixed(1)} ms, ${bytes} bytes (aim: 80/s on two cores, 100,000 bytes)`,
  )
  for (const renderer of renderers) await renderer[Symbol.asyncDispose]()
}

const states = systemRandom(STATES).map((byte) => (byte < 3 ? (byte % 3) + 1 : 0))
const issuedAt = Math.floor(Date.now() / 1_000)
const list = { uri: `${ORIGIN}/status/1`, issuedAt, expiresAt: issuedAt + 86_400, keptFor: 43_200, states }
const begun = performance.now()
const statusList = await signStatusList(key.signer, list)
const made = performance.now()
const read = await readStatusList(statusList)
say(
  `a list of ${STATES} states, ${((states.filter((state) => state > 0).length / STATES) * 100).toFixed(1)} % of them set: ${statusList.length} bytes, made in ${(made - begun).toFixed(0)} ms, read in ${(performance.now() - made).toFixed(0)} ms`,
)
if (read.stateAt(STATES - 1) === undefined) throw new Error('the list is shorter than it was')

const checks: number[] = []
for (let round = 0; round < ROUNDS; round += 1)
  checks.push(
    await pace(300, async (nth) => {
      const shown = nth % 2 === 0 ? readPaper(readCertificateLink(one.link)) : readFile(one.token)
      const { signature, issuer } = await checkCertificate(shown, {
        issuers,
        statusList: null,
        now: new Date(),
      })
      if (signature.outcome !== 'passed' || issuer.outcome !== 'passed') throw new Error('it does not pass')
    }),
  )
say(`checked, without list and ledger: ${(1_000 / median(checks)).toFixed(2)} ms`)
if (noBrowser) say(`in a browser: not measured, ${noBrowser}`)
else {
  const { opened, again } = await measureVerifyPage(key, {
    certificate: one.certificate,
    states: STATES,
    times: 7,
  })
  say(
    `in Chromium, with that list: ${opened.toFixed(0)} ms from the address to four answers, ${again.toFixed(0)} ms for another code`,
  )
}
rmSync(directory, { recursive: true })

async function issued(nth: number): Promise<{ certificate: Certificate; link: string; token: string }> {
  const certificate: Certificate = {
    number: `K7Q2M9PA${String(nth).padStart(4, '0')}`,
    issuer: ORIGIN,
    issued: '2026-11-28',
    declaration: {
      left: { party: false, league: true, pioneers: true },
      received: '2026-11-02',
      registered: '2026-11-04',
    },
    holder: {
      kind: 'named',
      name: `SAMPLE 林晓雨 ${nth}`,
      latin: 'SAMPLE LIN Xiaoyu',
      born: '1968-05-17',
      birthplace: '四川成都',
    },
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-20' }],
    leaf: { index: 51_234_567, hash: systemRandom(16) },
    status: { uri: `${ORIGIN}/status/1`, index: nth },
  }
  const link = certificateLink(ORIGIN, await signCose(key.signer, writeCompact(certificate)))
  const chain = [key.certificate.raw, key.root.raw]
  const salt = () => systemRandom(16)
  const token = await issueCredential(key.signer, { certificate, ledgerProof: proof, chain, salt })
  return { certificate, link, token }
}

/** How many a second, `atOnce` of them under way. */
async function pace(times: number, work: (nth: number) => Promise<unknown>, atOnce = 1): Promise<number> {
  const from = performance.now()
  let nth = 0
  const next = async (): Promise<void> => {
    while (nth < times) await work(nth++)
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  return (times * 1_000) / (performance.now() - from)
}

async function someKey(): Promise<IssuingKey> {
  const year = (number: number) => new Date(Date.UTC(number, 0, 1))
  const root = await makeRoot({
    name: 'centre.example',
    sample: true,
    from: year(2026),
    random: systemRandom,
  })
  const request = requestKey(directory)
  const chain = await certify(root.file, { request, from: year(2026), to: year(2030), random: systemRandom })
  return installCertificate(directory, { chain, demo: true })
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
