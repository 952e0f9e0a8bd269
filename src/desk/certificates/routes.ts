import * as v from 'valibot'
import { RULES } from '#approvals'
import { dayAt, daysBetween } from '#basics'
import {
  askChange,
  branchFigures,
  certificatesAtDesk,
  CHANGE_REASONS,
  CONTENT_MAX_BYTES,
  decline,
  DECLINE_REASONS,
  handOver,
  openCopy,
  openPapers,
  openPrepared,
  openRecords,
  openRequest,
  type OpenedRequest,
  prepare,
  REMIND_AFTER_DAYS,
  requestReference,
  sayToApplicant,
} from '#certificates'
import { ISSUERS_FILE } from '#issuer'
import { ageFile, branchId, digest, text, uuid } from '#parse'
import { readNumber } from '#proof'
import { branches } from '#staff'
import { type DeskDeps } from '../deps.ts'
import { type Area, call } from '../shell/contract.ts'
import { ROWS_MOST } from '../shell/more.ts'
import { picturePage } from './picture-page.ts'

const ISSUES = ['issuer'] as const
const WATCHES_ISSUING = ['issuer', 'head', 'administrator'] as const
const ISSUES_OR_APPROVES = [...RULES.certificate.asks, ...RULES.certificate.answers]

const content = text({ max: CONTENT_MAX_BYTES })
const number = text({ max: 12, pattern: /^[0-9A-HJKMNP-TV-Z]{12}$/ })
/** A message of 1,500 characters, sealed. */
const SAID_MAX_BYTES = 10 * 1024
const SEALED_MAX_BYTES = 64 * 1024
const said = ageFile({ max: SAID_MAX_BYTES })
const sealedContent = ageFile({ max: SEALED_MAX_BYTES })

/** What is looked for, and where the lists go on; nothing for their beginning. As it was typed, or as a link has it. */
const asked = v.strictObject({
  number: text({ min: 0, max: 80 }),
  before: text({ min: 0, max: 80 }),
  branches: text({ min: 0, max: 40 }),
})

/** Certificates at the desk. Who asked, and for what, is opened in the browser alone. */
export const certificates = {
  page: {
    path: '/certificates',
    standing: 'admitted',
    roles: WATCHES_ISSUING,
    title: 'certificates-title',
    nav: 'desk-nav-certificates',
  },
  served: {
    picture: {
      method: 'GET',
      path: '/picture',
      standing: 'public',
      serve:
        ({ assets }) =>
        (c) =>
          picturePage(c, assets),
    },
  },
  calls: {
    certificates: call({
      path: '/api/certificates',
      standing: 'admitted',
      roles: WATCHES_ISSUING,
      body: asked,
      answer: ({ deps }, wanted) => listed(deps, wanted),
    }),

    certificateOpen: call({
      path: '/api/certificate/open',
      standing: 'fresh',
      roles: ISSUES,
      body: v.strictObject({ request: uuid }),
      answer: async ({ deps, session: { member: by } }, { request }) => {
        const { budget } = deps
        const opened = await openRequest(deps, { by, budget, request })
        return opened.outcome === 'opened'
          ? { outcome: 'opened' as const, request: shownRequest(opened) }
          : opened
      },
    }),

    certificatePapers: call({
      path: '/api/certificate/papers',
      standing: 'fresh',
      roles: ISSUES,
      body: v.strictObject({ request: uuid }),
      answer: async ({ deps, session: { member: by } }, { request }) => {
        const papers = await openPapers(deps, { by, request })
        return { papers: papers.map((one) => ({ id: one.id, ...sealed(one) })) }
      },
    }),

    certificateSay: call({
      path: '/api/certificate/say',
      standing: 'admitted',
      roles: ISSUES,
      maxBytes: 4 * SAID_MAX_BYTES,
      body: v.strictObject({ id: uuid, request: uuid, box: uuid, sealed: said, reply: said }),
      answer: ({ deps }, message) => sayToApplicant(deps, message),
    }),

    certificateDecline: call({
      path: '/api/certificate/decline',
      standing: 'admitted',
      roles: ISSUES,
      body: v.strictObject({ request: uuid, reason: v.picklist(DECLINE_REASONS) }),
      answer: ({ deps, session: { member: by } }, declined) => decline(deps, { by, ...declined }),
    }),

    certificateDraft: call({
      path: '/api/certificate/draft',
      standing: 'admitted',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ content }),
      answer: ({ deps }, { content: drafted }) => deps.issuing.draft(drafted),
    }),

    certificatePrepare: call({
      path: '/api/certificate/prepare',
      standing: 'fresh',
      roles: RULES.certificate.asks,
      maxBytes: 4 * SEALED_MAX_BYTES,
      body: v.strictObject({
        request: uuid,
        digest,
        toBranch: branchId,
        toBox: uuid,
        toSealed: sealedContent,
        ownBox: uuid,
        ownSealed: sealedContent,
      }),
      answer: ({ deps, session: { member, passkey } }, prepared) =>
        prepare(deps, { by: { member, passkey }, ...prepared }),
    }),

    certificateContent: call({
      path: '/api/certificate/content',
      standing: 'fresh',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ approval: uuid }),
      answer: async ({ deps, session: { member: by } }, { approval }) => {
        const found = await openPrepared(deps, { by, approval })
        if (!found) return { outcome: 'not-there' as const }
        return { outcome: 'content' as const, request: found.request, sealed: sealed(found) }
      },
    }),

    // In clear for the length of this request: the process that signs compares it with what was agreed to.
    certificateIssue: call({
      path: '/api/certificate/issue',
      standing: 'admitted',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ approval: uuid, content }),
      answer: ({ deps }, { approval, content: agreed }) => deps.issuing.issue({ approval, text: agreed }),
    }),

    certificateFile: call({
      path: '/api/certificate/file',
      standing: 'fresh',
      roles: ISSUES,
      body: v.strictObject({ number }),
      answer: async ({ deps, session: { member: by } }, wanted) => {
        const file = await openCopy(deps, { by, ...wanted })
        return file ? { outcome: 'file' as const, file: sealed(file) } : { outcome: 'not-there' as const }
      },
    }),

    certificateHandOver: call({
      path: '/api/certificate/hand-over',
      standing: 'admitted',
      roles: ISSUES,
      body: v.strictObject({ number }),
      answer: ({ deps, session: { member: by } }, handed) => handOver(deps, { by, ...handed }),
    }),

    certificateChange: call({
      path: '/api/certificate/change',
      standing: 'fresh',
      roles: RULES['certificate-state'].asks,
      body: v.strictObject({
        number,
        state: v.picklist(['valid', 'revoked', 'suspended']),
        reason: v.picklist(Object.values(CHANGE_REASONS).flat()),
      }),
      answer: ({ deps, session: { member, passkey } }, change) =>
        askChange(deps, { by: { member, passkey }, ...change }),
    }),

    certificateRecords: call({
      path: '/api/certificate/records',
      standing: 'fresh',
      roles: ISSUES,
      body: v.strictObject({ after: text({ min: 0, max: 12 }) }),
      answer: async ({ deps, session: { member: by } }, { after }) => {
        const records = await openRecords(deps, { by, most: ROWS_MOST, after })
        const file = (name: string) => Buffer.from(deps.folder.get(name) ?? []).toString('utf8')
        const lists = [...new Set(records.map(({ list }) => list))]
        return {
          records: records.map((record) => ({
            number: record.number,
            day: record.day,
            list: record.list,
            index: record.index,
            state: record.state,
            lookup: record.lookup,
            ...sealed(record),
          })),
          issuers: file(ISSUERS_FILE),
          lists: lists.map((list) => ({ list, text: file(`status/${list}`) })),
        }
      },
    }),
  },
} satisfies Area

/** What was asked for, what was issued, and how long people wait. */
async function listed(deps: DeskDeps, wanted: v.InferOutput<typeof asked>) {
  const find = readNumber(wanted.number) ?? null
  const before = readNumber(wanted.before) ?? null
  const [all, { open, issued, toRevoke }, figures] = await Promise.all([
    branches(deps),
    certificatesAtDesk(deps, { number: find, before }),
    branchFigures(deps, { after: wanted.branches, most: ROWS_MOST }),
  ])
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const at = (id: string) => ({ id, name: names.get(id) ?? id })
  const today = dayAt(deps.clock(), deps.timeZone)
  return {
    find,
    open: open.map(({ request, day, branch, state, waitsFor }) => {
      const days = daysBetween(day, today)
      return {
        request,
        reference: requestReference(request),
        day,
        days,
        branch: at(branch),
        state,
        waitsFor: waitsFor === null ? null : at(waitsFor),
        isLate: days > REMIND_AFTER_DAYS && state !== 'approving',
      }
    }),
    issued: issued.map((one) => ({
      number: one.number,
      day: one.day,
      branch: at(one.branch),
      state: one.state,
      successor: one.successor,
      kept: one.kept,
      handedOver: one.handedOver,
    })),
    /** Those before this number are on the next page. */
    older: issued.length >= ROWS_MOST ? (issued.at(-1)?.number ?? null) : null,
    toRevoke: toRevoke.map((one) => ({
      number: one.number,
      day: one.day,
      branch: at(one.branch),
      withdrawn: one.withdrawn,
      asked: one.asked,
    })),
    figures: figures.map((one) => ({
      branch: at(one.branch),
      asked: one.asked,
      issued: one.issued,
      waiting: one.waiting,
      oldest: one.oldest,
      medianDays: one.medianDays,
    })),
    changes: CHANGE_REASONS,
    declines: DECLINE_REASONS,
  }
}

function shownRequest({ waiting, ...opened }: OpenedRequest) {
  const { request, line, day, branch, state, unfinished } = waiting
  return {
    request,
    /** What those who speak of it call it. */
    reference: requestReference(request),
    line,
    day,
    branch,
    state,
    sealed: sealed(opened.sealed),
    messages: opened.messages.map((one) => ({ id: one.id, day: one.day, from: one.from, ...sealed(one) })),
    facts: opened.facts?.facts ?? null,
    /** The name as it is published. */
    published: opened.facts?.published ?? null,
    replyRecipient: opened.replyRecipient ?? new Uint8Array(0),
    approving: opened.approving,
    unfinished,
  }
}

function sealed(one: { box: string; boxKey: Uint8Array; sealed: Uint8Array }) {
  return { box: one.box, boxKey: one.boxKey, sealed: one.sealed }
}
