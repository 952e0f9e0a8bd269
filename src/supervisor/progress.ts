// What a start says before there is a page to look at: each step by its name, and when it is done. On standard error,
// as everything that is not a command's answer.

export type Step = 'database' | 'migrations' | 'samples' | 'processes'

const NAMES: Record<Step, string> = {
  database: 'Starting the database (the first time it is made)',
  migrations: 'Bringing it to its present form, and making the keys',
  samples: 'Looking after the SAMPLE data (the first time it is made up)',
  processes: 'Starting site, desk, worker, ledger, signer and issuer',
}

/** Does the work of a step. Whoever only opens to close again hears nothing of it: `unsaid`. */
export type Saying = <Result>(step: Step, work: () => Promise<Result>) => Promise<Result>

export const unsaid: Saying = (_step, work) => work()

/** Names each step when it begins, and says how long it took. */
export function saidTo(stream: NodeJS.WritableStream): Saying {
  return async (step, work) => {
    stream.write(`${NAMES[step]} …\n`)
    const begun = performance.now()
    const result = await work()
    stream.write(`  done in ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`)
    return result
  }
}
