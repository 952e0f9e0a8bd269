import { existsSync } from 'node:fs'
import { dayAt, dayPlus, isDay, midnightOf, readText, systemClock, systemRandom, writeDurably } from '#basics'
import { type Config } from '#config'
import {
  certify as certifyKey,
  draftIssuers,
  fingerprintOf,
  installCertificate,
  installIssuers,
  loadIssuingKeys,
  makeRoot,
  markLost,
  publishIssuers,
  requestKey,
  signIssuers,
} from '#issuer/keys'
import { publicFolder } from '#ledger'
import { writeIssuers } from '#proof'
import { type Command, readArgs, settings, SETTINGS, UsageError } from './command.ts'
import { say } from './say.ts'

export const issuer: Command = {
  help: `On a machine that is never online:

exeunt issuer root <file> --name <centre> [--sample]
      Makes the root, good for ten years, and prints its fingerprint: have it printed, on paper and elsewhere.
      --sample: for trying things out; a real installation refuses it.
exeunt issuer certify <root> <request> --from <day> --to <day> --out <file>
      Certifies the key of an installation from one day to another.
exeunt issuer sign <root> <draft> --out <file>
      Signs the list of an installation's keys, and says what is in it: read that first.

At the installation:

exeunt issuer request <file>
      Makes a key, and the request for the root. The key stays in the issuer's directory (EXEUNT_ISSUER).
exeunt issuer install <file> [--demo]
      Takes what the root has certified. From then on it signs. A demonstration takes a SAMPLE root as well.
exeunt issuer show
      The keys, and the root's fingerprint.
exeunt issuer lost <key> --for-ever
      Says that a key is in other hands: nothing that it signed is good any more. Nothing takes it back.

exeunt issuer draft <file>
      The list as it is now, for the root to sign: after each key that was added or lost.
exeunt issuer publish <file>
      Puts the list that the root has signed where the site serves it.

docs/runbooks/issuer-keys.md goes through it.

${SETTINGS}`,
  async run(args) {
    const [what = '', ...rest] = args
    const verb = VERBS.get(what)
    if (!verb)
      throw new UsageError(
        `"${what}" is not root, certify, sign, request, install, draft, publish, show or lost; try --help`,
      )
    await verb(rest)
  },
}

const VERBS: ReadonlyMap<string, (args: readonly string[]) => void | Promise<void>> = new Map([
  ['root', root],
  ['certify', certify],
  ['request', request],
  ['install', install],
  ['show', show],
  ['lost', lost],
  ['draft', draft],
  ['sign', signList],
  ['publish', publishList],
])

async function root(args: readonly string[]): Promise<void> {
  const { names, values, flags } = readArgs(args, { names: [1, 1], values: ['name'], flags: ['sample'] })
  const [file = ''] = names
  if (!values['name']) throw new UsageError('--name is needed: what the centre is called')
  refuseOverwriting(file)
  const made = await makeRoot({
    name: values['name'],
    sample: flags.has('sample'),
    from: midnightOf(dayPlus(dayAt(systemClock(), 'UTC'), -1)),
    random: systemRandom,
  })
  writeDurably(file, made.file)
  say(made.fingerprint)
}

async function certify(args: readonly string[]): Promise<void> {
  const { names, values } = readArgs(args, { names: [2, 2], values: ['from', 'to', 'out'] })
  const [rootFile = '', requested = ''] = names
  const { out } = values
  if (!out) throw new UsageError('--out is needed: where to write the certificate')
  const [from, to] = [dayGiven(values['from'], 'from'), dayGiven(values['to'], 'to')]
  const chain = await certifyKey(read(rootFile), { request: read(requested), from, to, random: systemRandom })
  refuseOverwriting(out)
  writeDurably(out, chain, 0o644)
}

function request(args: readonly string[]): void {
  const { names } = readArgs(args, { names: [1, 1] })
  const [out = ''] = names
  refuseOverwriting(out)
  writeDurably(out, requestKey(settings().issuerDir), 0o644)
  say(`${out} is for the root: it is no secret.`)
}

function install(args: readonly string[]): void {
  const { names, flags } = readArgs(args, { names: [1, 1], flags: ['demo'] })
  const { issuerDir, demo } = settings({ demo: flags.has('demo') })
  const { from, to } = installCertificate(issuerDir, { chain: read(names[0] ?? ''), demo })
  publish(settings({ demo }))
  say(`The key signs from ${from} to ${to}.`)
}

function show(args: readonly string[]): void {
  readArgs(args, {})
  const keys = loadIssuingKeys(settings().issuerDir)
  const [first] = keys
  if (!first) throw new UsageError('there is no key: "exeunt issuer request" makes the first one')
  say(`root ${fingerprintOf(first.root)}`)
  for (const { signer, from, to, lost: since } of keys)
    say(`${Buffer.from(signer.kid).toString('hex')} ${from} ${to}${since === null ? '' : ` lost ${since}`}`)
}

function lost(args: readonly string[]): void {
  const { names, flags } = readArgs(args, { names: [1, 1], flags: ['for-ever'] })
  if (!flags.has('for-ever')) throw new UsageError('nothing takes it back: say --for-ever if you mean it')
  const { issuerDir, timeZone } = settings()
  markLost(issuerDir, names[0] ?? '', dayAt(systemClock(), timeZone))
  publish(settings())
  say('Marked as lost. Have a new key certified, and the list signed; issue anew what this one has signed.')
}

function publish({ issuerDir, publicDir, siteOrigin }: Config): void {
  publishIssuers(issuerDir, { issuer: siteOrigin, folder: publicFolder(publicDir) })
}

function draft(args: readonly string[]): void {
  const { names } = readArgs(args, { names: [1, 1] })
  const [out = ''] = names
  const { issuerDir, publicDir, siteOrigin } = settings()
  refuseOverwriting(out)
  writeDurably(out, draftIssuers(issuerDir, { issuer: siteOrigin, folder: publicFolder(publicDir) }), 0o644)
  say(`${out} is for the root: it is no secret.`)
}

function signList(args: readonly string[]): void {
  const { names, values } = readArgs(args, { names: [2, 2], values: ['out'] })
  const [rootFile = '', drafted = ''] = names
  const { out } = values
  if (!out) throw new UsageError('--out is needed: where to write the list')
  const list = signIssuers(read(rootFile), read(drafted))
  refuseOverwriting(out)
  writeDurably(out, writeIssuers(list), 0o644)
  say(`list ${list.number} of ${list.issuer}`)
  for (const { kid, from, to, lost: since } of list.keys)
    say(`${Buffer.from(kid).toString('hex')} ${from} ${to}${since === null ? '' : ` lost ${since}`}`)
  for (const vkey of list.ledger) say(`ledger ${vkey}`)
}

function publishList(args: readonly string[]): void {
  const { names } = readArgs(args, { names: [1, 1] })
  const { issuerDir, publicDir, siteOrigin } = settings()
  const ours = { issuer: siteOrigin, folder: publicFolder(publicDir) }
  const { number } = installIssuers(issuerDir, read(names[0] ?? ''), ours)
  say(`List ${number} is published.`)
}

/** The first moment of a day, UTC, as certificates have it. */
function dayGiven(text: string | undefined, name: string): Date {
  if (!text || !isDay(text))
    throw new UsageError(`--${name} must be a day, as 2027-01-01; it is "${text ?? ''}"`)
  return midnightOf(text)
}

function refuseOverwriting(file: string): void {
  if (existsSync(file)) throw new UsageError(`${file} is there already, and is not overwritten`)
}

function read(file: string): string {
  try {
    return readText(file)
  } catch {
    throw new UsageError(`${file} cannot be read`)
  }
}
