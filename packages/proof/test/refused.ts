import { ProofError, type ProofErrorCode } from '../src/index.ts'

/** For `assert.throws` and `assert.rejects`. */
export function refused(...codes: ProofErrorCode[]) {
  return (error: unknown) => error instanceof ProofError && (codes.length === 0 || codes.includes(error.code))
}

/** Whether the act ends well or with the typed error; anything else it throws comes through. */
export async function endsWell(act: () => unknown): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof ProofError) return false
    throw error
  }
}
