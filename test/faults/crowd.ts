// Many people who declare at once, and who do not give up: each sends the very form she filled in until the
// installation says that it has it.
import { codeIn, connections, declaration, openForm, send } from './visitor.ts'
import { elapse, patience } from '../patience.ts'

export interface Acknowledged {
  readonly name: string
  /** The return code in digits. */
  readonly code: string
}

export interface Crowd {
  /** In the order of the acknowledgements, with the instant of each sending (performance.now). */
  readonly acknowledged: (Acknowledged & { sentAt: number; acknowledgedAt: number })[]
  /** Forms that were sent at least once. */
  formsSent(): number
  /** Sendings after the first one of a form. */
  retries(): number
  /** Answers that were neither an acknowledgement nor "come back later": there should be none. */
  readonly oddAnswers: number[]
  /** Let everybody finish the form in her hands, and nobody begin another. */
  finish(): Promise<void>
}

/** Long enough that those who come back too early do not keep the installation from rising. */
const RETRY_MS = 250
const GIVE_UP_MS = patience(60_000)

export function gather(origin: string, { people, tag }: { people: number; tag: string }): Crowd {
  const acknowledged: Crowd['acknowledged'] = []
  const oddAnswers: number[] = []
  const count = { forms: 0, retries: 0 }
  let finishing = false
  const agent = connections(people)

  const person = async (nth: number) => {
    for (let round = 0; !finishing; round += 1) {
      const token = await openForm(origin, { agent }).catch(() => undefined)
      if (token === undefined) {
        await elapse(RETRY_MS)
        continue
      }
      const name = `${tag} ${nth}-${round}`
      const form = declaration(token, { name })
      count.forms += 1
      await sendUntilAcknowledged(name, form)
    }
  }

  const sendUntilAcknowledged = async (name: string, form: string) => {
    const giveUpAt = performance.now() + GIVE_UP_MS
    for (let attempt = 0; ; attempt += 1) {
      if (attempt > 0) count.retries += 1
      const sentAt = performance.now()
      const answer = await send(origin, form, { agent, limitMs: 15_000 }).catch(() => undefined)
      const code = answer && codeIn(answer)
      if (code) {
        acknowledged.push({ name, code, sentAt, acknowledgedAt: performance.now() })
        return
      }
      if (answer && answer.status !== 503) oddAnswers.push(answer.status)
      if (performance.now() > giveUpAt) throw new Error(`${name} was not taken in within ${GIVE_UP_MS} ms`)
      await elapse(RETRY_MS)
    }
  }

  const everybody = Promise.all(Array.from({ length: people }, (_, nth) => person(nth)))
  // Looked at in finish(); until then a rejection is not unhandled.
  everybody.catch(() => {})
  return {
    acknowledged,
    oddAnswers,
    formsSent: () => count.forms,
    retries: () => count.retries,
    async finish() {
      finishing = true
      await everybody
      agent.destroy()
    },
  }
}
