// Many people who declare at once, and who do not give up: each sends the very form she filled in until the
// installation says that it has it.
import { type Agent } from 'node:http'
import { type Answer, codeIn, connections, declaration, openForm, send } from './visitor.ts'
import { elapse, patience } from '../patience.ts'

export interface Acknowledged {
  readonly name: string
  /** The return code in digits. */
  readonly code: string
}

interface Insisted {
  /** The return code in digits. */
  readonly code: string
  /** Of the sending that was acknowledged. */
  readonly sentAt: number
  readonly acknowledgedAt: number
  readonly sendings: number
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
    const refused = ({ status }: Answer) => void (status !== 503 && oddAnswers.push(status))
    const { sendings, ...told } = await insist(origin, form, { agent, refused })
    count.retries += sendings - 1
    acknowledged.push({ name, ...told })
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

/** Send a form until it is acknowledged, as somebody does who does not give up. `refused` hears every answer that says something else. */
export async function insist(
  origin: string,
  form: string,
  { agent, refused }: { agent: Agent; refused: (answer: Answer) => void },
): Promise<Insisted> {
  const giveUpAt = performance.now() + GIVE_UP_MS
  for (let sendings = 1; ; sendings += 1) {
    const sentAt = performance.now()
    const answer = await send(origin, form, { agent, limitMs: 15_000 }).catch(() => undefined)
    const code = answer && codeIn(answer)
    if (code) return { code, sentAt, acknowledgedAt: performance.now(), sendings }
    if (answer) refused(answer)
    if (performance.now() > giveUpAt) throw new Error(`a form was not taken in within ${GIVE_UP_MS} ms`)
    await elapse(RETRY_MS)
  }
}
