import { Unanswered } from './ask.ts'
import { PasskeyProblem } from './passkey.ts'
import { Refused } from './sign-in.ts'

/** The message that tells what went wrong. What is no known way to fail is a fault of ours: it goes to the console as well. */
export function problemOf(cause: unknown) {
  if (cause instanceof PasskeyProblem) return `desk-problem-${cause.reason}` as const
  if (cause instanceof Refused) return 'desk-problem-refused'
  if (cause instanceof Unanswered)
    return cause.reason === 'touch-needed'
      ? 'desk-problem-refused'
      : (`desk-problem-${cause.reason}` as const)
  reportError(cause)
  return 'desk-problem-fault'
}
