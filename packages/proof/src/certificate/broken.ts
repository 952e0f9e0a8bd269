import { ProofError } from '../basics/proof-error.ts'

export function broken(what: string): ProofError {
  return new ProofError('bad-certificate', `This is no certificate, or a part of one is missing: ${what}.`)
}
