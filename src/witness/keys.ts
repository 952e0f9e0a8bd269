import { existsSync } from 'node:fs'
import { type Random, readText, writeDurably } from '#basics'
import {
  COSIGNER_KEY,
  readPolicy,
  readSigner,
  type Signer,
  signerFromSeed,
  type VerifierKey,
  writeSigningKey,
} from '#proof'

const SEED_BYTES = 32

/** The witness's key, made at its first start. Throws `ProofError` where the file is no key. */
export async function witnessKey(
  path: string,
  { name, random }: { name: string; random: Random },
): Promise<Signer> {
  if (!existsSync(path)) {
    const seed = random(SEED_BYTES)
    const { key } = await signerFromSeed({ name, type: COSIGNER_KEY, seed })
    writeDurably(path, `${writeSigningKey(key, seed)}\n`)
  }
  return readSigner(readText(path).trimEnd())
}

/** The logs that a tlog-policy file names: a witness takes those, and asks nobody else. Throws `ProofError`. */
export function readLogs(file: Uint8Array): readonly VerifierKey[] {
  const text = Buffer.from(file).toString('latin1')
  // A file of `log` lines alone has no quorum, and needs none.
  const policy = /^quorum\s/m.test(text) ? text : `${text}\nquorum none\n`
  return readPolicy(Buffer.from(policy, 'latin1')).logs.map(({ key }) => key)
}
