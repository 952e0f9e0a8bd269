// The paper, looked at by programs that nobody here wrote: what an archive, a telephone and a reader aloud would find.
import { deepEqual, equal, fail, match, ok } from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Centre, CENTRE_LINE_MOST, readConfig, SAMPLE_CENTRE } from '#config'
import { type Certificate, type Holder } from '#proof'
import { openRenderer, type Paper, paperContent, type Rendered } from './index.ts'

const missing = ['pdftotext', 'pdftoppm', 'pdfinfo', 'pdffonts', 'pdfdetach', 'qpdf', 'zbarimg'].filter(
  (program) => spawnSync(program, ['--version']).error,
)
const skip =
  missing.length > 0 ? `needs ${missing.join(', ')} (Debian: poppler-utils qpdf zbar-tools)` : false

const folder = mkdtempSync(join(tmpdir(), 'paper-'))
after(() => rmSync(folder, { recursive: true }))
const renderer = openRenderer()
after(() => renderer[Symbol.asyncDispose]())

// What it would download otherwise it brings along.
const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } })

const LINK = `https://centre.example/v#${'4096'.repeat(178)}`
const NAMED: Holder = {
  kind: 'named',
  name: 'SAMPLE 林晓雨',
  latin: 'SAMPLE LIN Xiaoyu',
  born: '1968-05-17',
  birthplace: '四川成都',
}

function aPaper(holder: Holder = NAMED, differing: Partial<Paper> = {}): Paper {
  const certificate: Certificate = {
    number: 'K7Q2M9PA3RTV',
    issuer: 'https://centre.example',
    issued: '2026-11-28',
    declaration: {
      left: { party: false, league: true, pioneers: true },
      received: '2026-11-02',
      registered: '2026-11-04',
    },
    holder,
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-20' }],
    leaf: { index: 51_234, hash: new Uint8Array(16) },
    status: { uri: 'https://centre.example/status/1', index: 7 },
  }
  return {
    certificate,
    languages: ['zh-hans', 'en'],
    checkpoint: {
      origin: 'centre.example/log',
      size: 61_440,
      root: 'q7rL0w0m2Jk3v7rL0w0m2Jk3v7rL0w0m2Jk3v7rL0w0=',
    },
    root: 'fe1901253e7f53db38214da611ffeb9da17655d495f9b134a59cc8670bd7a585',
    link: LINK,
    lookUpCode: '0123456789ABCDEF',
    credential: 'SAMPLE.credential~',
    sample: false,
    draft: false,
    centre: SAMPLE_CENTRE,
    ...differing,
  }
}

/** As the settings give it: what they refuse stands on no paper. */
function centreOfLines(line: (start: string) => string): Centre {
  const env = {
    EXEUNT_CENTRE_NAME: line('A'),
    EXEUNT_CENTRE_NAME_ZH_HANS: line('一'),
    EXEUNT_CENTRE_NAME_ZH_HANT: line('二'),
    EXEUNT_CENTRE_ADDRESS: line('B'),
    EXEUNT_CENTRE_CONTACT: line('C'),
  }
  return readConfig(env, { demo: false }).centre
}

describe('the paper', { skip }, () => {
  test('it is one page of A4, whole, tagged, archivable, with its fonts in it, and of at most 100 kB', async () => {
    const path = await onDisk(aPaper())
    match(run('qpdf', '--check', path), /No syntax or stream encoding errors/)
    const info = run('pdfinfo', path)
    match(info, /Pages:\s+1\n/)
    match(info, /Tagged:\s+yes/)
    match(info, /A4/)
    match(info, /Title:\s+声明登记证书 K7Q2-M9PA-3RTV/)
    match(readFileSync(path, 'latin1'), /<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A</)
    const fonts = run('pdffonts', path).trim().split('\n').slice(2)
    ok(fonts.length >= 2)
    for (const font of fonts) match(font, /yes yes yes/, 'embedded, a subset, and readable')
    const { length } = readFileSync(path)
    ok(length <= 100_000, `${length} bytes`)
  })

  const SCRIPTS: readonly [string, string][] = [
    ['simplified', '林晓雨'],
    ['traditional', '林曉雨 龔龜'],
    ['Latin with marks', 'LÍN Xiǎoyǔ ÇĞŞ'],
    ['Tibetan', 'བཀྲ་ཤིས་སྒྲོལ་མ'],
    ['Uyghur', 'ئايگۈل'],
    ['rare characters', '㛃䶮'],
  ]
  for (const [script, name] of SCRIPTS) {
    test(`a name in ${script} can be selected and searched`, async () => {
      const path = await onDisk(aPaper({ ...NAMED, name }))
      const text = run('pdftotext', '-layout', path, '-')
      const plain = (one: string) => one.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e]/g, '')
      ok(plain(text).includes(plain(name)), text.slice(0, 1_000))
    })
  }

  test('the longest that can be asked for is one page as well', async () => {
    const long = {
      ...NAMED,
      name: 'SAMPLE '.repeat(11).trim(),
      latin: 'SAMPLE '.repeat(11).trim(),
      birthplace: '四川省成都市'.repeat(13),
    }
    const paper = aPaper(long)
    const checks = Array.from({ length: 4 }, () => ({
      what: 'other-document' as const,
      how: 'in-person' as const,
      day: '2026-11-20',
    }))
    const left = { party: true, league: true, pioneers: true }
    const declaration = { ...paper.certificate.declaration, left }
    const fullest = { ...paper.certificate, declaration, checks }
    // What is just not set closer, for its own sake.
    const holder = { ...NAMED, name: '林'.repeat(29), latin: 'A'.repeat(30), birthplace: '四'.repeat(31) }
    const roomy = { ...paper.certificate, holder, declaration, checks: checks.slice(0, 2) }
    // A centre whose own lines are as long as its settings may be, in narrow letters and in wide ones.
    for (const words of ['SAMPLE Centre ', 'SAMPLE 退出服务中心', 'WWWWWWW ', '退出服务中心']) {
      const centre = centreOfLines(
        (start) => (start + words.repeat(100)).slice(0, CENTRE_LINE_MOST - 1) + '.',
      )
      for (const [certificate, draft] of [
        [fullest, false],
        [roomy, false],
        [fullest, true],
      ] as const)
        match(run('pdfinfo', await onDisk({ ...paper, certificate, centre, draft })), /Pages:\s+1\n/, words)
    }
  })

  test('what the paper states stands in its text, in both languages', async () => {
    const text = run('pdftotext', '-layout', await onDisk(aPaper()), '-').replace(/\s+/g, ' ')
    for (const said of [
      '声明登记证书',
      'Certificate of a registered declaration',
      '共青团',
      'Young Pioneers',
      '1968 年 5 月 17 日',
      '2 November 2026',
      '4 November 2026',
      'Leaf 51,234 of 61,440, centre.example/log',
      'A passport, face to face, 20 November 2026',
      'Whether what was declared is true',
      'centre.example/v',
      'Look-up code 0123-4567-89AB-CDEF',
      'SAMPLE Withdrawal Centre',
      'SAMPLE Street 1, 00000 SAMPLE City',
      'office@sample.example',
      '护照，当面，2026',
      'works without a network',
      'FE190125 3E7F53DB 38214DA6 11FFEB9D',
      'K7Q2-M9PA-3RTV',
    ])
      ok(text.includes(said), `${said}: ${text}`)
    ok(!/admissib|visa|eligib|guarantee/i.test(text), 'nothing of law')
  })

  for (const [what, resolution, blur] of [
    ['at 300 dpi', 300, false],
    ['at 150 dpi', 150, false],
    ['at 110 dpi', 110, false],
  ] as const) {
    test(`its code is read from the page ${what}, by two readers that share nothing`, async () => {
      const path = await onDisk(aPaper())
      const png = join(folder, `page-${resolution}${blur}`)
      run('pdftoppm', '-r', String(resolution), '-gray', '-png', '-singlefile', path, png)
      equal(run('zbarimg', '-q', '--raw', `${png}.png`).trim(), LINK)
      const [read] = await readBarcodes(new Uint8Array(readFileSync(`${png}.png`)), { formats: ['QRCode'] })
      equal(read?.text, LINK)
    })
  }

  test('the code is 45 mm wide', async () => {
    const path = await onDisk(aPaper())
    const png = join(folder, 'wide')
    run('pdftoppm', '-r', '254', '-gray', '-singlefile', path, png)
    const { left, right } = extent(readFileSync(`${png}.pgm`))
    const wide = (right - left + 1) / 10
    ok(wide >= 42 && wide <= 47, `${wide} mm`)
  })

  test('the credential is in it, byte for byte, and in a draft there is none', async () => {
    const path = await onDisk(aPaper())
    const out = join(folder, 'detached')
    run('pdfdetach', '-save', '1', '-o', out, path)
    equal(readFileSync(out, 'utf8'), 'SAMPLE.credential~')
    const draft = await onDisk(aPaper(NAMED, { draft: true, credential: null }))
    match(run('pdfdetach', '-list', draft), /^0 embedded files/)
    match(run('pdftotext', '-layout', draft, '-').split('\n', 2).join(' '), /草稿/)
  })

  test('a demonstration’s is a SAMPLE to anybody who looks, and names no real organisation', async () => {
    const text = run('pdftotext', '-layout', await onDisk(aPaper(NAMED, { sample: true })), '-')
    match(text.split('\n', 2).join(' '), /Withdrawal Centre +SAMPLE +centre\.example/)
    equal(text.split('K7Q2-M9PA-3RTV').length - 1, 1, 'the number stands once, beside its look-up code')
    ok(!/共青团|少先队/.test(text))
  })

  test('one with a published name says that the centre knows no other', async () => {
    const text = run(
      'pdftotext',
      '-layout',
      await onDisk(aPaper({ kind: 'pseudonym', name: 'SAMPLE 青松' })),
      '-',
    )
    match(text, /青松/)
    match(text, /The centre knows no other name/)
    ok(!/Date of birth/.test(text))
  })
})

test('the same content gives the same bytes, in another process as well', async () => {
  const another = openRenderer()
  const pages = [
    await bytesOf(aPaper()),
    await bytesOf(aPaper()),
    pdfOf(await another.render(paperContent(aPaper()))),
  ]
  await another[Symbol.asyncDispose]()
  equal(new Set(pages.map((page) => createHash('sha256').update(page).digest('hex'))).size, 1)
})

test('a character that no font has is named, and one page is not the worse for another', async () => {
  for (const name of ['SAMPLE \u{2A6A5}\u{24B62}\u{2CEB0}', 'SAMPLE \ue000', 'SAMPLE 🙂']) {
    const rendered = await renderer.render(paperContent(aPaper({ ...NAMED, name })))
    if (rendered.outcome !== 'unshowable') fail(`${name}: ${rendered.outcome}`)
    ok(rendered.characters !== '' && name.includes(rendered.characters), rendered.characters)
  }
  equal((await renderer.render(paperContent(aPaper()))).outcome, 'rendered')
})

test('what somebody gives as a name is never a command to the typesetter', async () => {
  for (const name of [
    '#read("/etc/passwd")',
    '#panic()',
    '$x$ *bold* _it_ \\ // `',
    '#{ while true {} }',
    ']) #page()[',
  ]) {
    const path = await onDisk(aPaper({ ...NAMED, name }))
    if (skip === false)
      ok(run('pdftotext', '-layout', path, '-').replace(/\s/g, '').includes(name.replace(/\s/g, '')), name)
  }
})

test('a typesetter that ends or hangs is replaced, and loses no page', async () => {
  const once = join(folder, 'once')
  const program = join(folder, 'child.mjs')
  const real = new URL('render-child.js', import.meta.url).href
  for (const fault of [
    'process.exit(3)',
    'process.kill(process.pid, "SIGKILL")',
    'for (;;);',
    'await new Promise(() => {})',
  ]) {
    rmSync(once, { force: true })
    writeFileSync(
      program,
      `import { existsSync, writeFileSync } from 'node:fs'
if (existsSync(${JSON.stringify(once)})) await import(${JSON.stringify(real)})
else { writeFileSync(${JSON.stringify(once)}, ''); process.once('message', async () => { ${fault} }) }`,
    )
    await using faulty = openRenderer({ program, patienceMs: 3_000 })
    equal((await faulty.render(paperContent(aPaper()))).outcome, 'rendered', fault)
  }
  writeFileSync(program, 'process.on("message", () => process.exit(1))')
  await using hopeless = openRenderer({ program, patienceMs: 3_000 })
  equal((await hopeless.render('{}')).outcome, 'failed')
})

test('a typesetter is replaced before it has grown, and pages come out in the order in which they were asked for', async () => {
  await using small = openRenderer({ pages: 2 })
  const asked = Array.from({ length: 7 }, (_, nth) => aPaper({ ...NAMED, latin: `SAMPLE ${nth}` }))
  const rendered = await Promise.all(asked.map((paper) => small.render(paperContent(paper))))
  const alone = await Promise.all(asked.map((paper) => renderer.render(paperContent(paper))))
  deepEqual(
    rendered.map((page) => Buffer.compare(pdfOf(page), pdfOf(alone[rendered.indexOf(page)] ?? page))),
    asked.map(() => 0),
  )
})

async function bytesOf(paper: Paper): Promise<Uint8Array> {
  return pdfOf(await renderer.render(paperContent(paper)))
}

function pdfOf(rendered: Rendered): Uint8Array {
  if (rendered.outcome !== 'rendered') throw new Error(JSON.stringify(rendered))
  return rendered.file
}

let written = 0
async function onDisk(paper: Paper): Promise<string> {
  const path = join(folder, `${(written += 1)}.pdf`)
  writeFileSync(path, await bytesOf(paper))
  return path
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** The first and the last dark column of the lower left quarter of a page, where the code is. */
function extent(pgm: Buffer): { left: number; right: number } {
  const [, width = '0', height = '0'] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.toString('latin1', 0, 64)) ?? []
  const [wide, high] = [Number(width), Number(height)]
  const pixels = pgm.subarray(pgm.length - wide * high)
  let [left, right] = [wide, 0]
  for (let row = Math.floor(high * 0.8); row < high * 0.92; row += 1)
    for (let column = 0; column < wide * 0.345; column += 1)
      if ((pixels[row * wide + column] ?? 255) < 60)
        [left, right] = [Math.min(left, column), Math.max(right, column)]
  return { left, right }
}
