import { type Guess, type Left } from './reading.ts'

/** What some words say of organisations. */
export interface Statement {
  readonly left: Left
  readonly guesses: readonly Guess[]
}

type Sense = 'party' | 'league' | 'pioneers' | 'all' | 'every' | 'leave' | 'joined' | 'with'
interface Word {
  readonly sense: Sense
  /** Shorthand, a way round a filter, a spelling by sound. */
  readonly code?: true
}

/** The words with which people say what they leave, folded. The longest one that fits is taken. */
const WORDS: ReadonlyMap<string, Word> = new Map([
  ...spelled(
    'party',
    '中国共产党 中国共产党员 共产党 中共 中共产党 中共党 共党 邪党 恶党 中共邪党 共产邪党 党 ccp party communist',
  ),
  ...spelled('league', '中国共产主义青年团 共产主义青年团 中国共青团 共青团 青年团 团 league'),
  ...spelled(
    'pioneers',
    '中国少年先锋队 少年先锋队 中国少先队 少先队 少先 先锋队 红领巾 队 pioneers pioneer',
  ),
  ...spelled('all', '三退 叁退 全退'),
  ...every('一切组织 所有组织 附属组织 相关组织 其它组织 其他组织 外围组织 邪恶组织 有关组织 下属组织'),
  ...spelled('leave', '退出 脱离 离开 退 脱 声明 郑重声明 严正声明 quit quits leave leaves withdraws'),
  ...spelled('joined', '入过 加入过 加入 参加过 曾入 曾经入 曾加入 戴过 当过 入'),
  ...spelled(
    'with',
    '中国 组织 一切 所有 相关 附属 及其 以及 和 及 与 其 等 的 员 籍 过 了 曾 曾经 已 已经 正式 都 均 全部 全 要 愿 自愿 愿意 一起 同时 邪恶 身份 名义 并 现 现在 现已 今 均已 也 我 决定 同意 要求 申请 请求 希望 想 想要 说要 说 办 办了 办理 特此 在此 自即日起 从即日起 即日起 从今天起 从今日起 自今日起 从今起 从今以后 从此 今天 今日 from the and young youth',
  ),
  ...coded(
    'party',
    'td 退d 退·d 退dang tuidang tui·dang tui党 退挡 退档 退荡 退当 退尚 褪党 煺党 蜕党 推党 退共 退共党',
  ),
  ...coded('league', 'tt 退t 退·t 退tuan tuituan tui·tuan tui团 褪团 煺团'),
  ...coded('pioneers', 'tp 退dui tuidui tui·dui tui队 褪队 煺队'),
  ...coded('all', 'dtd santui san·tui 三褪 三煺 三·褪 三·退 山·退 3退 叁褪 退邪'),
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
  readonly joined: boolean
  readonly named: number
  readonly all: boolean
  readonly coded: boolean
}

/** Take as many words as follow each other from `start`. An organisation named twice ends it: 团团 is a name. */
function runFrom(text: string, start: number): Run {
  let at = start
  let run: Run = {
    end: start,
    left: NOBODY,
    words: 0,
    named: 0,
    leaves: false,
    joined: false,
    all: false,
    coded: false,
  }
  while (at < text.length) {
    if (at > start && BETWEEN.test(text.charAt(at))) {
      at += 1
      continue
    }
    const found = wordAt(text, at)
    if (!found) break
    const { sense, code } = found.word
    if (sense === 'leave' && run.all) break
    if (sense === 'all' ? run.named > 0 || run.all : isOrganisation(sense) && run.left[sense]) break
    at = found.end
    // 中共及其附属组织: the Party, and what belongs to it.
    const isEvery = sense === 'every' && run.left.league === run.left.pioneers && run.named < 2
    run = {
      end: at,
      left:
        sense === 'all' || isEvery
          ? EVERYTHING
          : isOrganisation(sense)
            ? { ...run.left, [sense]: true }
            : run.left,
      words: run.words + 1,
      leaves: run.leaves || sense === 'leave' || sense === 'all' || code === true,
      joined: run.joined || sense === 'joined',
      named: run.named + (isOrganisation(sense) ? 1 : 0),
      all: run.all || sense === 'all' || isEvery,
      coded: run.coded || code === true,
    }
  }
  return run
}

function isOrganisation(sense: Sense): sense is keyof Left {
  return sense === 'party' || sense === 'league' || sense === 'pioneers'
}

function wordAt(text: string, at: number): { word: Word; end: number } | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const spelled = text.slice(at, at + length)
    const word = WORDS.get(spelled)
    if (!word) continue
    const next = text.charAt(at + length)
    // 张三退党 is 张三 who leaves the Party: 三退 is a word only where no organisation follows.
    if (word.sense === 'all' && /[党团队出]/.test(next)) continue
    if (spelled === '退共' && /[产青]/.test(next)) continue
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
  if (!run.leaves && !run.joined && /^[曾全和与其等要都均过了及也我并现今想说办](?!部)/.test(trimmed))
    return null
  return { left: run.left, guesses: guessesOf(run, { glued: false, letter: trimmed.length === 1 }) }
}

/** 未入党, 不是团员, 没有退队: says that somebody does not. Whom it leaves what is not for a reader to say. */
export function denies(folded: string): boolean {
  return /[未没不非无别](?:有|曾|想|要|会|肯|愿|同意|再)?(?:是|入|加入|参加|退|脱|退出)?(?:过|中国|共产|共青|少年?先锋?|三)?(?:[党团队]|退)/.test(
    folded,
  )
}

/** Words of such statements that are nobody's name when they stand alone. */
const SAYS_NOTHING =
  /^(?:组织|全部|自愿|愿意|一起|同时|已经|身份|名义|以及|所有|一切|中国|决定|同意|要求|申请|请求|希望|想要|特此|在此|现在|都|均|办了|办理)$/

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
  /(?=(?:已经?|要|想要?|说要?|办[了理]?|同意|要求|申请|请求|希望|决定|自愿|愿意|现在?|特此|在此|正式|全部|[自从]?即日起|[自从]今[天日]?起|从今以后|从此|今[天日]){0,3}(?:退|脱|声明|三退|3退|叁退|全退)|自愿|愿意|声明|郑重|严正|退|三退|叁退|3退|全退|脱离|脱[党团队]|中国?共|共产|共青|少先|少年先|先锋队|红领巾|党团|党队|团队|邪党|三褪|褪[党团队]|煺[党团队]|推党|tui|santui|t[dtp](?![a-z]))/g

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
  /退党|退团|退队|退出|退共|退邪|脱党|脱团|脱队|三退|叁退|3退|全退|共产党|共青团|少先队|党团队|党团|团队|党队|中共|红领巾|tuidang|tuituan|tuidui|santui|[入加戴当]过|入[党团队]|[党团队]员$|作废|[党团队][□☐☑☒√✓✔×]|[□☐☑☒√✓✔×][党团队]|退$|^(?!(.)\1+$)[党团队员]{2,}$/

export function namesOrganisation(name: string): boolean {
  return NEVER_IN_NAME.test(name)
}

function guessesOf(run: Run, { glued, letter }: { glued: boolean; letter: boolean }): Guess[] {
  const guesses: Guess[] = []
  if (run.coded) guesses.push('organisation-code')
  if (run.all) guesses.push('organisation-three')
  if (run.joined && !run.leaves) guesses.push('organisation-joined')
  if (letter) guesses.push('organisation-letter')
  if (glued) guesses.push('organisation-glued')
  return guesses
}

/** With what may stand in the middle: 一切附属组织, 所有的邪恶组织. */
function every(words: string): [string, Word][] {
  const kinds = words.split(' ')
  const before = [
    '一切',
    '所有',
    '其它',
    '其他',
    '附属',
    '相关',
    '一切的',
    '所有的',
    '附属的',
    '一切邪恶',
    '所有邪恶',
    '一切邪党',
    '所有邪党',
  ]
  return [...kinds, ...before.flatMap((first) => kinds.map((kind) => first + kind))].map((word) => [
    word,
    { sense: 'every' },
  ])
}

function spelled(sense: Sense, words: string): [string, Word][] {
  return words.split(' ').map((word) => [word, { sense }])
}

function coded(sense: Sense, words: string): [string, Word][] {
  return words.split(' ').map((word) => [word, { sense, code: true }])
}
