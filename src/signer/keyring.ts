import * as fs from 'node:fs'
import { join } from 'node:path'
import { type Random, readText, writeDurably } from '#basics'
import {
  NOTE_KEY,
  readSigner,
  type Signer as KeySigner,
  signerFromSeed,
  signNote,
  writeSigningKey,
  writeSuccession,
} from '#proof'
import { SignerError } from './error.ts'

const KEY_FILE = 'log.key'
const NEXT_KEY_FILE = 'next.key'
const SUCCESSION_FILE = 'succession'
const SEED_BYTES = 32
const OTHERS = 0o077

/**
 * The keys that sign, the present one first. A log gets its key once: where something was signed already and no
 * key is there, this refuses, for a new key would be another log under the same name.
 */
export async function loadKeys({
  directory,
  origin,
  random,
  signedBefore,
}: {
  readonly directory: string
  /** The name of a key that has to be made. */
  readonly origin: string
  readonly random: Random
  readonly signedBefore: boolean
}): Promise<readonly KeySigner[]> {
  if (!hasKey(directory)) {
    if (signedBefore)
      throw new SignerError(
        'bad-key',
        `${directory} has signed before and ${KEY_FILE} is gone: restore it from the backup`,
      )
    await makeKey(directory, KEY_FILE, { origin, random })
  }
  const present = await readKey(directory, KEY_FILE)
  if (!fs.existsSync(join(directory, NEXT_KEY_FILE))) return [present]
  const next = await readKey(directory, NEXT_KEY_FILE)
  if (next.key.name !== present.key.name)
    throw new SignerError('bad-key', `${directory}/${NEXT_KEY_FILE} has another name than ${KEY_FILE}`)
  return [present, next]
}

export function hasKey(directory: string): boolean {
  return fs.existsSync(join(directory, KEY_FILE))
}

/** Make the key that is to replace the present one. Both sign until {@link retireKey}. */
export async function makeNextKey(directory: string, random: Random): Promise<'made' | 'there-is-one'> {
  if (fs.existsSync(join(directory, NEXT_KEY_FILE))) return 'there-is-one'
  const { key } = await readKey(directory, KEY_FILE)
  await makeKey(directory, NEXT_KEY_FILE, { origin: key.name, random })
  return 'made'
}

/** When the next key was made; undefined while there is none. */
export function nextKeySince(directory: string): Date | undefined {
  return fs.statSync(join(directory, NEXT_KEY_FILE), { throwIfNoEntry: false })?.mtime
}

/**
 * Put the next key in the present one's place. The old one is gone, unless somebody kept a copy; what it said of
 * the key that follows it stays.
 */
export async function retireKey(directory: string): Promise<void> {
  const keys = [await readKey(directory, KEY_FILE), await readKey(directory, NEXT_KEY_FILE)]
  writeDurably(join(directory, SUCCESSION_FILE), (await successionOf(directory, keys)) ?? '')
  fs.renameSync(join(directory, NEXT_KEY_FILE), join(directory, KEY_FILE))
}

/** What the present key, or the one before it, has signed of the key that follows it; null if none ever did. */
export async function successionOf(directory: string, keys: readonly KeySigner[]): Promise<string | null> {
  const [present, next] = keys
  if (present && next) {
    const note = await signNote({ text: writeSuccession(next.key), signers: [present] })
    return Buffer.from(note).toString('utf8')
  }
  const path = join(directory, SUCCESSION_FILE)
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : null
}

async function makeKey(
  directory: string,
  file: string,
  { origin, random }: { origin: string; random: Random },
): Promise<void> {
  const seed = random(SEED_BYTES)
  const { key } = await signerFromSeed({ name: origin, type: NOTE_KEY, seed })
  writeDurably(join(directory, file), `${writeSigningKey(key, seed)}\n`)
}

async function readKey(directory: string, file: string): Promise<KeySigner> {
  const path = join(directory, file)
  const stat = fs.lstatSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new SignerError('bad-key', `${path} is missing, or no plain file`)
  if ((stat.mode & OTHERS) !== 0)
    throw new SignerError('bad-key', `${path} can be reached by others. Run: chmod go= '${path}'`)
  try {
    return await readSigner(readText(path).trimEnd())
  } catch {
    throw new SignerError('bad-key', `${path} is no signing key: restore it from the backup`)
  }
}
