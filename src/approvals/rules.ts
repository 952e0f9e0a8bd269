// Also runs in a browser.
import type { Act } from './act.ts'
import { CENTRE, type GrantedRole, type Role } from '../staff/roles.ts'

/**
 * What takes two: who may ask for it, who may answer, at which branch, and who carries it out (invariant: Four eyes). Whoever asks never answers, nor
 * does the passkey that asked; everything else that is asked of the two stands in one row. Pages, routes and handlers ask this
 * table. The database holds the same rows (`approvals.rule`) and goes by them whatever the desk says; rules.test.ts takes every
 * kind, role and branch through both.
 */
export interface Rule {
  /** Whose work it is to ask. */
  readonly asks: readonly Role[]
  /** Where she has to have that role: at the branch that it is about, or at any. An administrator's reaches over all. */
  readonly asksAt: 'its-branch' | 'any-branch'
  readonly answers: readonly Role[]
  /** Where whoever answers has to have it. */
  readonly answersAt: AnswersAt
  /** The process that does what was agreed to, with the approval in its hand: the desk with the answer, `issue` when it is handed the content. */
  readonly carriedOutBy: 'desk' | 'issue'
  /** What leaves nothing to agree to (`approvals.is_moot`). */
  readonly moot: readonly Moot[]
}

type AnswersAt =
  | 'any-branch'
  /** At another branch than asks, wherever another one has somebody who may answer. */
  | 'another-branch-if-any'
  /** At another branch than asks, or nowhere: a branch that was bought or broken into does nothing by itself, ever. */
  | 'another-branch'
  /** Where the content lies that she has to read first; never at the branch that asks. */
  | 'where-it-is-sealed-to'

export type Moot =
  | 'member-left'
  | 'erased'
  | 'everybody-withdrawn'
  | 'wish-taken-back'
  | 'request-closed'
  | 'certificate-ended'

export const RULES = {
  /** Giving a role. Nobody agrees to her own. */
  role: {
    asks: ['head', 'administrator'],
    asksAt: 'its-branch',
    answers: ['approver', 'head', 'administrator'],
    answersAt: 'any-branch',
    carriedOutBy: 'desk',
    moot: ['member-left'],
  },
  /** Changing what the register shows of somebody. */
  correction: {
    asks: ['reviewer'],
    asksAt: 'any-branch',
    answers: ['approver'],
    answersAt: 'any-branch',
    carriedOutBy: 'desk',
    moot: ['erased', 'everybody-withdrawn'],
  },
  /** Taking somebody out of the register, as she wished. */
  withdrawal: {
    asks: ['reviewer'],
    asksAt: 'its-branch',
    answers: ['approver'],
    answersAt: 'another-branch-if-any',
    carriedOutBy: 'desk',
    moot: ['wish-taken-back'],
  },
  /** Signing a certificate. */
  certificate: {
    asks: ['issuer'],
    asksAt: 'its-branch',
    answers: ['approver'],
    answersAt: 'where-it-is-sealed-to',
    carriedOutBy: 'issue',
    moot: ['request-closed'],
  },
  /** Revoking a certificate, suspending it, and making it valid again. */
  'certificate-state': {
    asks: ['issuer'],
    asksAt: 'its-branch',
    answers: ['approver'],
    answersAt: 'another-branch',
    carriedOutBy: 'desk',
    moot: ['certificate-ended'],
  },
} as const satisfies Record<Act['kind'], Rule>

/** How many days a request can be answered: `approvals.life()`. */
const LIFE_DAYS = 30

/** Everybody who may answer something: whose page the requests are. */
export const ANSWERS: readonly Role[] = [
  ...new Set(Object.values<Rule>(RULES).flatMap(({ answers }) => answers)),
]

/**
 * The branch in whose name somebody with these roles may ask for this, or null. `of` is the branch that it is about, null where it is
 * about none.
 */
export function asksFrom(
  { kind, role: given }: { readonly kind: Act['kind']; readonly role?: Role },
  roles: readonly GrantedRole[],
  of: string | null,
): string | null {
  const { asks, asksAt }: Rule = RULES[kind]
  const asking = roles.find(({ role, branch }) => {
    if (!asks.includes(role)) return false
    // Who administers the installation is the administrators' to say, and is so at its centre alone.
    if (given === 'administrator') return role === 'administrator' && of === CENTRE
    return asksAt === 'any-branch' || role === 'administrator' || branch === of
  })
  return asking?.branch ?? null
}

/** Whether she may give this role, by an invitation or with a colleague, and take it away, which she does alone. */
export function mayGive(roles: readonly GrantedRole[], { role, branch }: GrantedRole): boolean {
  return asksFrom({ kind: 'role', role }, roles, branch) !== null
}

/** Why an answer is none. The database calls its rules by the same names. */
export const REFUSALS = [
  'run-out',
  'asked-by-you',
  'role-of-yours',
  'no-approver',
  'another-branch',
  'sealed-elsewhere',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** A request, as far as the rules look at it. */
export interface Asked {
  readonly act: Act
  readonly requester: string
  /** The branch in whose name it was asked. */
  readonly branch: string
  readonly requestedAt: Date
  /** Whether another branch has somebody else than who asked who may answer. */
  readonly elsewhere: boolean
}

export interface Answerer {
  readonly member: string
  readonly roles: readonly GrantedRole[]
}

/** Why this member may not answer in the name of this branch; null if she may. */
export function whyNot(asked: Asked, by: Answerer & { readonly branch: string }, now: Date): Refusal | null {
  const { act } = asked
  const { answers, answersAt }: Rule = RULES[act.kind]
  if (now.getTime() > asked.requestedAt.getTime() + LIFE_DAYS * DAY_MS) return 'run-out'
  if (asked.requester === by.member) return 'asked-by-you'
  if (act.kind === 'role' && act.member === by.member) return 'role-of-yours'
  if (!by.roles.some(({ role, branch }) => branch === by.branch && answers.includes(role)))
    return 'no-approver'
  const isElsewhere = by.branch !== asked.branch
  switch (answersAt) {
    case 'any-branch':
      return null
    case 'another-branch-if-any':
      return isElsewhere || !asked.elsewhere ? null : 'another-branch'
    case 'another-branch':
      return isElsewhere ? null : 'another-branch'
    case 'where-it-is-sealed-to':
      if (!isElsewhere) return 'another-branch'
      return act.kind === 'certificate' && act.to === by.branch ? null : 'sealed-elsewhere'
  }
}

/** The branch in whose name she may answer, or why she may at none of hers. */
export function answersFrom(
  asked: Asked,
  by: Answerer,
  now: Date,
): { branch: string } | { refusal: Refusal } {
  const branches = [...new Set(by.roles.map(({ branch }) => branch))]
  const tried = branches.map((branch) => ({ branch, refusal: whyNot(asked, { ...by, branch }, now) }))
  const allowed = tried.find(({ refusal }) => refusal === null)
  if (allowed) return { branch: allowed.branch }
  return {
    refusal:
      tried.map(({ refusal }) => refusal).find((one) => one !== null && one !== 'no-approver') ??
      'no-approver',
  }
}

/** Whether a request is shown to her: whoever asked, and whoever may answer some of its kind somewhere. */
export function maySee({ act, requester }: Pick<Asked, 'act' | 'requester'>, by: Answerer): boolean {
  const { answers }: Rule = RULES[act.kind]
  return requester === by.member || by.roles.some(({ role }) => answers.includes(role))
}

const DAY_MS = 24 * 60 * 60_000
