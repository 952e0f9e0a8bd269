import { type Language } from '#i18n'

/** Every address of the site, and the one that is not ours. Nothing else writes one. */
export const routes = {
  /** The door without a language. */
  languages: '/',
  home: (language: Language) => `/${language}/`,
  declare: (language: Language) => `/${language}/declare`,
  comeBack: (language: Language) => `/${language}/return`,
  certificate: (language: Language) => `/${language}/certificate`,
  lookUp: (language: Language) => `/${language}/look-up`,
  register: (language: Language, before?: number) =>
    `/${language}/register${before ? `?before=${before}` : ''}`,
  entry: (language: Language, number: number) => `/${language}/register/${number}`,
  counting: (language: Language) => `/${language}/counting`,
  safety: (language: Language) => `/${language}/safety`,
  branches: (language: Language) => `/${language}/branches`,
  /** Who runs this, and what it is made of. */
  about: (language: Language) => `/${language}/about`,
  ledger: (language: Language) => `/${language}/ledger`,
  /** A public file of the ledger. */
  log: (name: string) => `/log/${name}`,
  days: '/days/index.json',
  dayFiles: '/days/files',
  /** The command that checks everything, in one file. */
  verifier: '/exeunt-verify.mjs',
  count: '/count.json',
  /** The page that checks certificates, and the same as a file in a language. */
  verify: '/v',
  verifyFile: (language: Language) => `/v/${language}.html`,
  /** The desk's files, by their hashes. */
  desk: '/desk.json',
  /** The openings of a published entry: `/entries/12.json`. */
  entries: '/entries',
  opening: (number: number) => `/entries/${number}.json`,
  leafProof: (number: number, line: number) => `/entries/${number}-${line}.tlog-proof`,
  /** The source of exactly this installation. */
  source: '/source.tar.gz',
  /** The centre's mark. */
  mark: '/mark',
  /** Opens in China and everywhere else, in the browser's language, and is on every second screen (docs/decisions/0053-leaving.md). */
  elsewhere: 'https://www.bing.com/',
  health: '/healthz',
  robots: '/robots.txt',
} as const
