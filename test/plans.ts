// What PostgreSQL does for whatever is asked of it, statement by statement, those inside of functions too: by its own auto_explain, as
// the plans were carried out and not as they might have been.
import { sql } from 'kysely'
import pg from 'pg'
import { type TestDatabase } from './template-db.ts'

/** A step of a plan. `Actual Rows` are of one loop. */
export interface Step {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Schema?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Shared Hit Blocks'?: number
  readonly 'Shared Read Blocks'?: number
  readonly Plans?: readonly Step[]
}

export interface Plan {
  readonly query: string
  readonly root: Step
}

export interface Plans extends Disposable {
  /** Everything that was carried out meanwhile, by connections that were opened after {@link watchPlans}. */
  during(work: () => Promise<unknown>): Promise<Plan[]>
}

export async function watchPlans({ db }: TestDatabase): Promise<Plans> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  for (const [name, value] of Object.entries(SETTINGS))
    await sql`alter database ${sql.id(rows[0]?.name ?? '')} set ${sql.id(...name.split('.'))} = ${sql.lit(value)}`.execute(
      db,
    )
  let found: Plan[] = []
  const prototype = pg.Client.prototype as unknown as {
    connect(this: pg.Client, ...args: unknown[]): unknown
  }
  const connect = Reflect.get(prototype, 'connect')
  prototype.connect = function watched(...args) {
    this.on('notice', ({ message = '' }) => {
      const [, plan] = /^duration: \S+ ms {2}plan:\n([^]*)$/.exec(message) ?? []
      if (plan === undefined) return
      const { 'Query Text': query, Plan: root } = JSON.parse(plan) as { 'Query Text': string; Plan: Step }
      found.push({ query, root })
    })
    return connect.apply(this, args)
  }
  return {
    async during(work) {
      found = []
      await work()
      return found
    },
    [Symbol.dispose]() {
      prototype.connect = connect
    },
  }
}

const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_verbose': 'on',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
}

/** Every step of a plan that was carried out. */
export function stepsOf({ root }: Plan): Step[] {
  const steps: Step[] = []
  const visit = (step: Step) => {
    if ((step['Actual Loops'] ?? 0) > 0) steps.push(step)
    for (const below of step.Plans ?? []) visit(below)
  }
  visit(root)
  return steps
}

/** Blocks that were looked at, of tables and indexes. What a function reads is counted with its caller as well. */
export function blocksOf(plans: readonly Plan[]): number {
  return plans.reduce(
    (sum, { root }) => sum + (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0),
    0,
  )
}

/** `register.entry` of its part `register.entry_0`; null where the step reads no table. */
export function tableOf(step: Step): string | null {
  const { 'Relation Name': name, Schema: schema } = step
  return name === undefined || schema === undefined ? null : `${schema}.${name.replace(/_\d+$/, '')}`
}
