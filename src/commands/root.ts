import { existsSync } from 'node:fs'
import { readTextFile, systemRandom, writeDurably } from '#basics'
import { publicFolder } from '#ledger'
import {
  digestOf,
  NOTE_KEY,
  openLogMetadata,
  ProofError,
  readSigner,
  readVerifierKey,
  readVerifierKeys,
  type Signer,
  signerFromSeed,
  signNote,
  writeLogMetadata,
  writeSigningKey,
  writeVerifierKey,
} from '#proof'
import { type Command, readArgs, settings, SETTINGS, UsageError, wholeNumber } from './command.ts'
import { say } from './say.ts'

const SEED_BYTES = 32

export const root: Command = {
  help: `exeunt root make <file> --name <name>
      Makes a root key, on a machine that is never online. Prints the half that may be known: have it printed,
      on paper and on certificates. <name> is the centre's, such as centre.example/root.

exeunt root sign <file> --version <n> --vkey <key> [--vkey2 <key>] [--policy <file>] [--frozen <size>] --out <file>
      Signs what the ledger's keys and witnesses are: <n> counts up with each. --policy is the ledger's own, as it
      is served at /log/policy. --frozen says that the ledger has ended, with so many entries.

exeunt root publish <file> --root <key>
      Puts what was signed where the site serves it, if the root has signed it and it names this ledger's keys.

${SETTINGS}`,
  async run(args) {
    const [what = '', ...rest] = args
    const verb = VERBS.get(what)
    if (!verb) throw new UsageError(`"${what}" is not make, sign or publish; try --help`)
    try {
      await verb(rest)
    } catch (cause) {
      if (cause instanceof ProofError) throw new UsageError(cause.message)
      throw cause
    }
  },
}

const VERBS: ReadonlyMap<string, (args: readonly string[]) => Promise<void>> = new Map([
  ['make', make],
  ['sign', sign],
  ['publish', publish],
])

async function make(args: readonly string[]): Promise<void> {
  const { names, values } = readArgs(args, { names: [1, 1], values: ['name'] })
  const [file = ''] = names
  if (!values['name']) throw new UsageError('--name is needed: what the centre is called')
  if (existsSync(file)) throw new UsageError(`${file} is there already, and is not overwritten`)
  const seed = systemRandom(SEED_BYTES)
  const { key } = await signerFromSeed({ name: values['name'], type: NOTE_KEY, seed })
  writeDurably(file, `${writeSigningKey(key, seed)}\n`)
  say(writeVerifierKey(key))
}

async function sign(args: readonly string[]): Promise<void> {
  const given = readArgs(args, {
    names: [1, 1],
    values: ['version', 'vkey', 'vkey2', 'policy', 'frozen', 'out'],
  })
  const { vkey = '', vkey2, policy, frozen, out } = given.values
  if (!out) throw new UsageError('--out is needed: where to write what is signed')
  const keys = [vkey, ...(vkey2 === undefined ? [] : [vkey2])].map(readVerifierKey)
  const text = writeLogMetadata({
    origin: keys[0]?.name ?? '',
    version: wholeNumber(given, 'version'),
    keys,
    policy: policy === undefined ? null : digestOf(read(policy)),
    frozenAt: frozen === undefined ? null : wholeNumber(given, 'frozen'),
  })
  writeDurably(out, await signNote({ text, signers: [await rootIn(given.names[0] ?? '')] }), 0o644)
  say(...text.trimEnd().split('\n'))
}

async function publish(args: readonly string[]): Promise<void> {
  const { names, values } = readArgs(args, { names: [1, 1], values: ['root'] })
  const note = read(names[0] ?? '')
  const rootKey = readVerifierKey(values['root'] ?? '')
  const folder = publicFolder(settings().publicDir)
  const metadata = await openLogMetadata(note, rootKey)
  if (typeof metadata === 'string') throw new UsageError('this root has not signed the file')
  const served = folder.get('log/vkey')
  const ours = new Set((served ? readVerifierKeys(served) : []).map(writeVerifierKey))
  const named = new Set(metadata.keys.map(writeVerifierKey))
  if (ours.size === 0 || ![...ours].every((key) => named.has(key)))
    throw new UsageError('the file does not name every key that signs this ledger')
  const policy = folder.get('log/policy')
  if (metadata.policy && (!policy || Buffer.compare(digestOf(policy), metadata.policy) !== 0))
    throw new UsageError('the file is of another policy than the ledger has')
  const before = folder.get('log/metadata')
  const known = before && (await openLogMetadata(before, rootKey))
  if (known && typeof known !== 'string' && known.version >= metadata.version)
    throw new UsageError(`version ${known.version} is published already: sign a higher one`)
  folder.put(new Map([['log/metadata', note]]))
  say('Published at /log/metadata.')
}

async function rootIn(file: string): Promise<Signer> {
  return readSigner(Buffer.from(read(file)).toString('utf8').trimEnd())
}

function read(file: string): Uint8Array {
  try {
    return readTextFile(file)
  } catch {
    throw new UsageError(`${file} cannot be read`)
  }
}
