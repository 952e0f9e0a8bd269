import { type Guess, type Left } from './reading.ts'

/** What some words say of organisations. */
export interface Statement {
  readonly left: Left
  readonly guesses: readonly Guess[]
}

type Sense = 'party' | 'league' | 'pioneers' | 'all' | 'leave' | 'with'
interface Word {
  readonly sense: Sense
  /** Shorthand, a way round a filter, a spelling by sound. */
  readonly code?: true
}

/** The words with which people say what they leave, folded. The longest one that fits is taken. */
const WORDS: ReadonlyMap<string, Word> = new Map([
  ...spelled('party', '中国共产党 中国共产党员 共产党 中共 中共产党 共党 邪党 恶党 党'),
  ...spelled('league', '中国共产主义青年团 共产主义青年团 中国共青团 共青团 青年团 团'),
  ...spelled('pioneers', '中国少年先锋队 少年先锋队 中国少先队 少先队 先锋队 红领巾 队'),
  ...spelled('all', '三退 叁退 全退'),
  ...spelled('leave', '退出 脱离 离开 退 声明 郑重声明 严正声明'),
  ...spelled(
    'with',
    '中国 组织 一切 所有 相关 附属 及其 以及 和 及 与 其 等 的 员 籍 过 了 曾 曾经 加入 加入过 入 入过 已 已经 正式 都 均 全部 全 要 愿 自愿 愿意 一起 同时 邪恶 身份 名义',
  ),
  ...coded('party', 'td 退d 退dang tuidang 退挡 退档 退荡 退当 褪党 煺党 蜕党 推党'),
  ...coded('league', 'tt 退t 退tuan tuituan 褪团 煺团'),
  ...coded('pioneers', 'tp 退dui tuidui 褪队 煺队'),
  ...coded('all', 'dtd santui 三褪 三煺 3退 叁褪'),
])
const LONGEST = Math.max(...Array.from(WORDS.keys(), (word) => word.length))

/** Marks that may stand between such words. */
const BETWEEN = /[\s、,;:/+&.·\-'"()]/

const NOBODY: Left = { party: false, league: false, pioneers: false }
const EVERYTHING: Left = { party: true, league: true, pioneers: true }

interface Run {
  readonly end: number
  readonly left: Left
  readonly words: number
  readonly leaves: boolean
  readonly named: number
  readonly all: boolean
  readonly coded: boolean
}

/** Take as many words as follow each other from `start`. An organisation named twice ends it: 团团 is a name. */
function runFrom(text: string, start: number): Run {
  let at = start
  let run: Run = { end: start, left: NOBODY, words: 0, leaves: false, named: 0, all: false, coded: false }
  while (at < text.length) {
    if (at > start && BETWEEN.test(text.charAt(at))) {
      at += 1
      continue
    }
    const found = wordAt(text, at)
    if (!found) break
    const { sense, code } = found.word
    if (sense === 'leave' && run.all) break
    if (
      sense !== 'leave' &&
      sense !== 'with' &&
      (sense === 'all' ? run.named > 0 || run.all : run.left[sense])
    )
      break
    at = found.end
    run = {
      end: at,
      left: sense === 'all' ? EVERYTHING : sense in NOBODY ? { ...run.left, [sense]: true } : run.left,
      words: run.words + 1,
      leaves: run.leaves || sense === 'leave' || sense === 'all' || code === true,
      named: run.named + (sense in NOBODY ? 1 : 0),
      all: run.all || sense === 'all',
      coded: run.coded || code === true,
    }
  }
  return run
}

function wordAt(text: string, at: number): { word: Word; end: number } | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const spelled = text.slice(at, at + length)
    const word = WORDS.get(spelled)
    if (!word) continue
    const next = text.charAt(at + length)
    // 张三退党 is 张三 who leaves the Party: 三退 is a word only where no organisation follows.
    if (word.sense === 'all' && /[党团队出]/.test(next)) continue
    // Letters are a code only when no other letter touches them.
    if (/[a-z]$/.test(spelled) && /[a-z]/.test(next)) continue
    if (/^[a-z]/.test(spelled) && /[a-z]/.test(text.charAt(at - 1))) continue
    return { word, end: at + length }
  }
  return null
}

/** What the whole of a text says of organisations, or null when it says anything else. Folded text. */
export function statementOf(text: string): Statement | 'nothing' | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const run = runFrom(trimmed, 0)
  if (run.end < trimmed.length && !/^[\s、,;:/+&.·\-'"()。!]+$/.test(trimmed.slice(run.end))) return null
  if (run.named === 0 && !run.all) return run.leaves || SAYS_NOTHING.test(trimmed) ? 'nothing' : null
  // 曾, 全 and 和 are family names: without a verb they begin no statement.
  if (!run.leaves && /^[曾全和与其等入要都均过了及](?!入|部)/.test(trimmed)) return null
  return { left: run.left, guesses: guessesOf(run, { glued: false, letter: trimmed.length === 1 }) }
}

/** Words of such statements that are nobody's name when they stand alone. */
const SAYS_NOTHING = /^(?:组织|全部|自愿|愿意|一起|同时|已经|身份|名义|以及|所有|一切|中国)$/

/** 1, 2, 3 or A, B, C, as a menu of the three is numbered: only behind a name. */
export function menuOf(text: string): Statement | null {
  const signs = text.replace(/[\s、,/+&.-]/g, '')
  if (!/^(?:[123]{1,3}|[abc]{1,3})$/.test(signs) || new Set(signs).size !== signs.length) return null
  const has = (...of: string[]) => of.some((sign) => signs.includes(sign))
  return {
    left: { party: has('1', 'a'), league: has('2', 'b'), pioneers: has('3', 'c') },
    guesses: ['organisation-code'],
  }
}

export interface Glued {
  readonly start: number
  readonly end: number
  readonly statement: Statement
}

/** Where a statement may begin inside of a word, looked for at each place, for 三退 overlaps with 退党: not at a single 党, which is a family name and ends given names. */
const BEGINS =
  /(?=已经?[退脱声]|要[退脱]|自愿|愿意|全部退|正式|都退|声明|郑重|严正|退|三退|叁退|3退|全退|脱离|中国?共|共产|共青|少先|少年先|先锋队|红领巾|党团|党队|团队|邪党|三褪|褪[党团队]|煺[党团队]|tui|santui|t[dtp](?![a-z]))/g

/** The statements glued to something else in a word: 张三退党, 李四党团队, 退团王五. Folded text, bounded by the caller. */
export function gluedIn(text: string): Glued[] {
  const found: Glued[] = []
  for (const { index } of text.matchAll(BEGINS)) {
    if (index < (found.at(-1)?.end ?? 0)) continue
    const run = runFrom(text, index)
    if (run.named === 0 && !run.all) continue
    if (!run.leaves && run.named < 2 && run.end - index < 3) continue
    found.push({
      start: index,
      end: run.end,
      statement: { left: run.left, guesses: guessesOf(run, { glued: true, letter: false }) },
    })
  }
  return found
}

/** Words that are never part of a name as it is taken: whoever has them in hers is asked. */
const NEVER_IN_NAME =
  /退党|退团|退队|退出|三退|叁退|3退|全退|共产党|共青团|少先队|党团队|党团|团队|党队|中共|红领巾|tuidang|tuituan|tuidui|santui|退$/

export function namesOrganisation(name: string): boolean {
  return NEVER_IN_NAME.test(name)
}

function guessesOf(run: Run, { glued, letter }: { glued: boolean; letter: boolean }): Guess[] {
  const guesses: Guess[] = []
  if (run.coded) guesses.push('organisation-code')
  if (run.all) guesses.push('organisation-three')
  if (letter) guesses.push('organisation-letter')
  if (glued) guesses.push('organisation-glued')
  return guesses
}

function spelled(sense: Sense, words: string): [string, Word][] {
  return words.split(' ').map((word) => [word, { sense }])
}

function coded(sense: Sense, words: string): [string, Word][] {
  return words.split(' ').map((word) => [word, { sense, code: true }])
}
