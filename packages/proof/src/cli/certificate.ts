// Node.js only: a certificate, from whatever file it came in.
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CertificateVerdict,
  checkCertificate,
  readFile,
  readText,
  type ShownCertificate,
} from '../certificate/check.ts'
import { numberInFours } from '../certificate/claims.ts'
import { fileKind } from '../certificate/file-kind.ts'
import { type Issuers, readIssuers } from '../certificate/issuers.ts'
import { credentialInPdf } from '../certificate/pdf.ts'
import { statusPath } from '../certificate/status-list.ts'
import { readUtf8 } from '../basics/bytes.ts'
import { type Answer, CliError, type Input, once, readInput, readOwnFile, say } from './input.ts'
import { readAhead, webFetcher } from '../log/fetcher.ts'
import { ProofError } from '../basics/proof-error.ts'
import { foldCode } from '../basics/short-field.ts'
import { type NotVouched, notVouchedFor } from './issuers.ts'

const ISSUERS_PATH = '.well-known/exeunt-issuers.json'

export async function runCertificate(args: readonly string[]): Promise<Answer> {
  const offline = args.includes('--offline')
  const input = readInput(
    args.filter((arg) => arg !== '--offline'),
    { targets: 1, options: ['issuers', 'fingerprint', 'status', 'keep'] },
  )
  const shown = await certificateIn(await readOwnFile(input.targets[0] ?? ''))
  const { issuers, pinned } = await issuersFor(input, { offline })
  const verdict = await checkCertificate(shown, {
    issuers,
    statusList: await statusFor(input, { shown, origin: issuers.issuer, offline }),
    now: new Date(),
  })
  // What it says may be anybody's words, so what is found of it stands below, and the last line is the verdict.
  sayWhat(shown)
  say('')
  if (issuers.sample) say('THIS IS A SAMPLE: its root was made for trying things out.')
  for (const [name, checked] of Object.entries(verdict) as [keyof CertificateVerdict, Line][])
    say(lineOf(name, checked))
  if (!pinned) say('not checked issuers: the list is what the site itself serves; give --fingerprint.')
  const answer = answerOf(verdict, pinned)
  say(LAST_LINE[answer])
  return answer
}

function answerOf(verdict: CertificateVerdict, pinned: boolean): Exclude<Answer, 'older'> {
  const outcomes = Object.values(verdict).map(({ outcome }) => outcome)
  if (outcomes.includes('failed')) return 'failed'
  return pinned && !outcomes.includes('unchecked') ? 'proved' : 'unchecked'
}

/** A certificate has no copies of earlier: what is old of its evidence is not checked. */
const LAST_LINE: Record<Exclude<Answer, 'older'>, string> = {
  proved: 'THIS CERTIFICATE IS GOOD: all four are proved. Compare the name with a document.',
  failed: 'THIS CERTIFICATE IS NOT GOOD: see the lines that say FAILED.',
  unchecked: 'NOT ALL OF THIS IS PROVED: see the lines that say "not checked".',
}

interface Line {
  readonly outcome: 'passed' | 'failed' | 'unchecked'
  readonly why?: string
}

async function certificateIn(bytes: Uint8Array): Promise<ShownCertificate> {
  switch (fileKind(bytes)) {
    case 'pdf':
      return readFile(await credentialInPdf(bytes))
    case 'picture':
      throw new CliError(
        'This is a picture, which this command does not read. The page /v of the site does, and as a file as well.',
      )
    case 'other':
      return readText(readUtf8(bytes) ?? '')
  }
}

async function issuersFor(
  input: Input,
  { offline }: { offline: boolean },
): Promise<{ issuers: Issuers; pinned: boolean }> {
  const from = once(input, 'issuers')
  if (from === undefined) throw new CliError('Whom is believed? Give --issuers, a site or a file.')
  const isSite = /^https?:\/\//.test(from)
  if (isSite && offline) throw new CliError('--offline and a site contradict each other: give a file.')
  const bytes = isSite ? await webFetcher(from).fetch(ISSUERS_PATH) : await readOwnFile(from)
  if (bytes === 'absent') throw new CliError(`There is no list of issuers at ${from}.`)
  const issuers = readIssuers(bytes)
  const fingerprint = readFingerprint(once(input, 'fingerprint'))
  if (fingerprint === undefined) return { issuers, pinned: !isSite }
  const why = notVouchedFor(issuers, fingerprint)
  if (why) throw new ProofError('bad-certificate', NOT_VOUCHED[why])
  await refuseOlder(input, issuers)
  return { issuers, pinned: true }
}

/** As it stands on paper, in blocks, or as other programs print it, with colons. */
function readFingerprint(typed: string | undefined): string | undefined {
  return typed === undefined
    ? undefined
    : foldCode(typed, { most: 256, letters: 'lower' }).replaceAll(':', '')
}

const NOT_VOUCHED: Record<NotVouched, string> = {
  'another-root': 'No root with this fingerprint vouches for this list of issuers.',
  'not-signed': 'The root has not signed this list of issuers.',
  'other-days': 'The list of issuers gives a key other days than the root did.',
}

/**
 * A list that the root has signed is kept by its number, and one with a lower number is an old one: somebody may be hiding
 * that a key was lost since.
 */
async function refuseOlder(input: Input, { number, root }: Issuers): Promise<void> {
  const folder = once(input, 'keep')
  if (folder === undefined) return
  const path = join(folder, `issuers-${root.slice(0, 16)}`)
  const kept = Number(await fs.readFile(path, 'utf8').catch(() => '0'))
  if (number < kept)
    throw new ProofError(
      'bad-certificate',
      `List ${kept} of the issuers was there before, and this is ${number}.`,
    )
  await fs.mkdir(folder, { recursive: true })
  await fs.writeFile(path, `${number}\n`)
}

async function statusFor(
  input: Input,
  { shown, origin, offline }: { shown: ShownCertificate; origin: string; offline: boolean },
): Promise<string | null> {
  const file = once(input, 'status')
  if (file !== undefined) return readUtf8(await readOwnFile(file)) ?? ''
  const path = statusPath(shown.status, origin)
  if (offline || path === null) return null
  const list = await readAhead(webFetcher(origin))
    .fetch(path.slice(1))
    .catch(() => 'absent' as const)
  return list === 'absent' ? null : (readUtf8(list) ?? '')
}

function lineOf(name: keyof CertificateVerdict, { outcome, why = '' }: Line): string {
  const said = WORDS[why] ?? why
  if (outcome === 'passed') return `proved ${name}`
  return `${outcome === 'failed' ? 'FAILED' : 'not checked'} ${name}: ${said}`
}

const WORDS: Readonly<Record<string, string>> = {
  altered: 'it was altered, or the key that it names did not sign it.',
  'unknown-key': 'no key of the list signs with this name.',
  'another-issuer': 'it names another centre.',
  'outside-period': 'the key did not sign on that day.',
  'key-lost': 'the key is in other hands; what it signed has to be issued anew.',
  revoked: 'it was revoked.',
  suspended: 'it is suspended.',
  superseded: 'a newer one has taken its place.',
  withdrawn: 'the declaration that it is about was withdrawn.',
  unissued: 'the centre has issued nothing at the place that it names.',
  'not-listed': 'the list of states does not go so far.',
  'no-list': 'there is no list of states.',
  'old-list': 'the list of states is too old.',
  'broken-list': 'the list of states is not one of this centre.',
  'not-there': 'the ledger has not signed a tree with this leaf.',
  'another-leaf': 'the proof is of another leaf.',
  'other-organisations': 'the leaf states other organisations.',
  'no-proof': 'it brings no proof along, or does not show it.',
  'unknown-log': 'the proof is of another ledger.',
  'no-ed25519': 'Ed25519 is not there.',
}

/** What it says, and what not even a good one says. */
function sayWhat({ number, holder, declaration, issued, checks }: ShownCertificate): void {
  const { left, received, registered } = declaration
  const organisations = Object.entries(left).flatMap(([name, is]) => (is ? [name] : []))
  say(`number ${numberInFours(number)}, issued ${issued}`)
  if (holder?.kind === 'named')
    say(`name ${holder.name} / ${holder.latin}, born ${holder.born} ${holder.birthplace}`)
  if (holder?.kind === 'pseudonym') say(`published name ${holder.name}`)
  say(`left ${organisations.join(', ') || 'not stated'}; received ${received}, registered ${registered}`)
  for (const { what, how, day } of checks) say(`looked at: ${what}, ${how}, ${day}`)
  say('It does not say that what was declared is true, nor who holds it: compare the name with a document.')
}
