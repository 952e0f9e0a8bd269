import { isRecordField } from '../../../vault/labels.ts'
import type { BoxLine, RecordLine, RecoveryHeader } from '#recovery'

/** What "exeunt recovery export" wrote. */
export interface InstallationFile {
  readonly header: RecoveryHeader
  readonly boxes: readonly BoxLine[]
  readonly records: readonly RecordLine[]
}

/** Undefined for what is no such file, or only the beginning of one. */
export async function readInstallationFile(file: Blob): Promise<InstallationFile | undefined> {
  const lines: unknown[] = []
  try {
    for await (const line of linesOf(file)) lines.push(JSON.parse(line))
  } catch {
    return undefined
  }
  const [header, ...rest] = lines
  if (!isHeader(header)) return undefined
  const boxes = rest.slice(0, header.boxes)
  const records = rest.slice(header.boxes)
  if (boxes.length !== header.boxes || records.length !== header.records) return undefined
  return boxes.every(isBox) && records.every(isRecord) ? { header, boxes, records } : undefined
}

/** One line after another: the file may be longer than a text can be. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function isHeader(value: unknown): value is RecoveryHeader {
  const { format, recovery, boxes, records, waiting } = fieldsOf(value)
  return (
    format === ('exeunt-recovery/v1' satisfies RecoveryHeader['format']) &&
    typeof recovery === 'string' &&
    Number.isSafeInteger(boxes) &&
    Number.isSafeInteger(records) &&
    Array.isArray(waiting) &&
    waiting.every((one) => areTexts(one, ['member', 'name', 'recipient', 'credential', 'key']))
  )
}

function isBox(value: unknown): value is BoxLine {
  return areTexts(value, ['box', 'sealed'])
}

function isRecord(value: unknown): value is RecordLine {
  return areTexts(value, ['box', 'sealed', 'record', 'field']) && isRecordField(fieldsOf(value)['field'])
}

function areTexts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof fieldsOf(value)[name] === 'string')
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
