import {
  askChange,
  branchFigures,
  certificatesAtDesk,
  CHANGE_REASONS,
  decline,
  DECLINE_REASONS,
  handOver,
  openCopy,
  openPapers,
  openRecords,
  openRequest,
  type OpenedRequest,
  prepare,
  requestReference,
  sayToApplicant,
} from '#certificates'
import { dayAt } from '#basics'
import { queryField } from '#http'
import { ISSUERS_FILE } from '#issuer'
import { readNumber } from '#proof'
import { branches } from '#staff'
import { type Handlers } from '../old/handlers.ts'
import { ROWS_MOST } from '../shell/more.tsx'
import { type DeskDeps } from '../deps.ts'
import { contextOf } from '../shell/page-context.ts'
import { ageFile, object, oneOf, readBody, text, uuid } from '../old/read-body.ts'
import {
  type CertificateChangeReply,
  type CertificateDeclineReply,
  type CertificateFileReply,
  type CertificateHandOverReply,
  type CertificateOpenReply,
  type CertificatePapersReply,
  type CertificatePrepareReply,
  type CertificateRecordsReply,
  type CertificateSayReply,
  type WireRequest,
  type WireSealed,
} from '../old/wire.ts'
import { CertificatesPage } from './certificates-page.tsx'
import { picturePage } from './picture-page.ts'

/** A message of 1,500 characters, sealed, as base64. */
const SAID_MAX_BYTES = 10 * 1024
const SEALED_MAX = 64 * 1024
const RECORDS_AT_ONCE = ROWS_MOST
const number = text({ max: 12, pattern: /^[0-9A-HJKMNP-TV-Z]{12}$/ })
const branchId = text({ max: 40, pattern: /^[a-z0-9-]+$/ })

type Names = Extract<keyof Handlers, `certificate${string}` | 'picture'>

/** Certificates at the desk. Who asked, and for what, is opened in the browser alone. */
export function certificateRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    picture: (c) => picturePage(c, deps.assets),

    certificatesPage: async (c) => {
      const mine = c.get('deps')
      const find = readNumber(queryField(c, 'number') ?? '') ?? null
      const before = readNumber(queryField(c, 'before') ?? '') ?? null
      const [context, all, lists, figures] = await Promise.all([
        contextOf(c, deps),
        branches(mine),
        certificatesAtDesk(mine, { number: find, before }),
        branchFigures(mine, { after: queryField(c, 'branches') ?? '', most: ROWS_MOST }),
      ])
      const today = dayAt(mine.clock(), mine.timeZone)
      const props = { context, branches: all, ...lists, figures, today, find }
      return c.html(<CertificatesPage {...props} />)
    },

    certificateOpen: async (c) => {
      const body = await readBody(c, object({ request: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { member, holder } = c.get('session')
      const { budget } = deps
      const opened = await openRequest(c.get('deps'), { by: member, holder, budget, ...body.value })
      switch (opened.outcome) {
        case 'opened':
          return c.json<CertificateOpenReply>({ outcome: 'opened', request: onTheWire(opened) })
        case 'budget-spent':
          return c.json<CertificateOpenReply>({ outcome: 'budget-spent', again: opened.again.toISOString() })
        case 'not-there':
          return c.json<CertificateOpenReply>(opened)
      }
    },

    certificatePapers: async (c) => {
      const body = await readBody(c, object({ request: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, holder } = c.get('session')
      const papers = await openPapers(c.get('deps'), { by, holder, ...body.value })
      return c.json<CertificatePapersReply>({ papers: papers.map((one) => ({ id: one.id, ...sealed(one) })) })
    },

    certificateSay: async (c) => {
      const record = ageFile({ max: SAID_MAX_BYTES })
      const read = object({ id: uuid, request: uuid, box: uuid, sealed: record, reply: record })
      const body = await readBody(c, read, 4 * SAID_MAX_BYTES)
      if (body.outcome === 'answered') return body.answer
      return c.json<CertificateSayReply>(await sayToApplicant(c.get('deps'), body.value))
    },

    certificateDecline: async (c) => {
      const body = await readBody(c, object({ request: uuid, reason: oneOf(DECLINE_REASONS) }))
      if (body.outcome === 'answered') return body.answer
      const by = c.get('session').member
      return c.json<CertificateDeclineReply>(await decline(c.get('deps'), { by, ...body.value }))
    },

    certificatePrepare: async (c) => {
      const record = ageFile({ max: SEALED_MAX })
      const read = object({
        request: uuid,
        digest: text({ max: 64, pattern: /^[0-9a-f]{64}$/ }),
        toBranch: branchId,
        toBox: uuid,
        toSealed: record,
        ownBox: uuid,
        ownSealed: record,
      })
      const body = await readBody(c, read, 4 * SEALED_MAX)
      if (body.outcome === 'answered') return body.answer
      const { member, passkey } = c.get('session')
      const by = { member, passkey }
      return c.json<CertificatePrepareReply>(await prepare(c.get('deps'), { by, ...body.value }))
    },

    certificateFile: async (c) => {
      const body = await readBody(c, object({ number }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, holder } = c.get('session')
      const file = await openCopy(c.get('deps'), { by, holder, ...body.value })
      return c.json<CertificateFileReply>(
        file ? { outcome: 'file', file: sealed(file) } : { outcome: 'not-there' },
      )
    },

    certificateHandOver: async (c) => {
      const body = await readBody(c, object({ number }))
      if (body.outcome === 'answered') return body.answer
      const by = c.get('session').member
      return c.json<CertificateHandOverReply>(await handOver(c.get('deps'), { by, ...body.value }))
    },

    certificateChange: async (c) => {
      const read = object({
        number,
        state: oneOf(['valid', 'revoked', 'suspended']),
        reason: oneOf(Object.values(CHANGE_REASONS).flat()),
      })
      const body = await readBody(c, read)
      if (body.outcome === 'answered') return body.answer
      const { member, passkey } = c.get('session')
      const by = { member, passkey }
      return c.json<CertificateChangeReply>(await askChange(c.get('deps'), { by, ...body.value }))
    },

    certificateRecords: async (c) => {
      const body = await readBody(c, object({ after: text({ min: 0, max: 12 }) }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, holder } = c.get('session')
      const most = RECORDS_AT_ONCE
      const records = await openRecords(c.get('deps'), { by, holder, most, ...body.value })
      const file = (name: string) => Buffer.from(deps.folder.get(name) ?? []).toString('utf8')
      const lists = [...new Set(records.map(({ list }) => list))]
      return c.json<CertificateRecordsReply>({
        records: records.map((record) => ({
          number: record.number,
          day: record.day,
          list: record.list,
          index: record.index,
          state: record.state,
          lookup: base64(record.lookup),
          ...sealed(record),
        })),
        issuers: file(ISSUERS_FILE),
        lists: Object.fromEntries(lists.map((list) => [list, file(`status/${list}`)])),
      })
    },
  }
}

function onTheWire({ waiting, ...opened }: OpenedRequest): WireRequest {
  const { request, line, day, branch, state } = waiting
  return {
    request,
    reference: requestReference(request),
    line,
    day,
    branch,
    state,
    sealed: sealed(opened.sealed),
    messages: opened.messages.map((one) => ({ id: one.id, day: one.day, from: one.from, ...sealed(one) })),
    facts: opened.facts?.facts ?? null,
    published: opened.facts?.published ?? null,
    replyRecipient: base64(opened.replyRecipient ?? new Uint8Array(0)),
    approving: opened.approving,
    unfinished: waiting.unfinished,
  }
}

function sealed(one: { box: string; boxKey: Uint8Array; sealed: Uint8Array }): WireSealed {
  return { box: one.box, boxKey: base64(one.boxKey), sealed: base64(one.sealed) }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
