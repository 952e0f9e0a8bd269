/** More in one statement takes longer than what it saves. */
const MOST = 32
/** While one is on its way the next is made ready. */
const AT_ONCE = 2

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly answered: PromiseWithResolvers<Answer>
}

/**
 * Of what is asked one by one: what comes in one turn of the event loop goes together, and what comes while others are on their way waits,
 * and goes together as soon as one is back. Who comes alone waits for nobody but her own turn's end. `ask` gives an answer for each, in
 * order; where it rejects, all of its group are told so.
 */
export function together<Asked, Answer>(
  ask: (group: readonly Asked[]) => Promise<readonly (Answer | Promise<Answer>)[]>,
): (asked: Asked) => Promise<Answer> {
  const waiting: Waiting<Asked, Answer>[] = []
  let underWay = 0
  let isDue = false

  const goOn = (): void => {
    while (underWay < AT_ONCE && waiting.length > 0) {
      underWay += 1
      void answerAll(waiting.splice(0, MOST)).finally(() => {
        underWay -= 1
        goOn()
      })
    }
  }

  /** Never throws. */
  const answerAll = async (group: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(group.map(({ asked }) => asked))
      for (const [nth, answer] of answers.entries()) group[nth]?.answered.resolve(answer)
    } catch (cause) {
      for (const { answered } of group) answered.reject(cause)
    }
  }

  return (asked) => {
    const answered = Promise.withResolvers<Answer>()
    waiting.push({ asked, answered })
    // Whoever was answered together comes together again: the first of them does not go ahead of the others.
    if (!isDue) {
      isDue = true
      setImmediate(() => {
        isDue = false
        goOn()
      })
    }
    return answered.promise
  }
}
