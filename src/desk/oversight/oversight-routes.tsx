import {
  alarms,
  branchLoad,
  canaries,
  canaryBoxes,
  disagreements,
  openAlarms,
  placeCanary,
  reviewerLoad,
  seeAlarm,
  sendBack,
} from '#oversight'
import { queryField } from '#http'
import { branches, hasRole } from '#staff'
import { dayAt } from '#basics'
import { languagesCovering } from '#i18n'
import { type Handlers } from '../old/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { OversightPage } from './oversight-page.tsx'
import { contextOf, numberOf } from '../shell/page-context.ts'
import { ageFile, object, oneOf, readBody, uuid, wholeNumber } from '../old/read-body.ts'
import { type AlarmSeeReply, type AlarmsReply, type CanaryReply, type SendBackReply } from '../old/wire.ts'

type Names = 'oversightPage' | 'alarmsOpen' | 'alarmSee' | 'canaryPlace' | 'lookSendBack'

/** Who watches the reviewers. What each of them sees here the database decides, by her roles. */
export function oversightRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    oversightPage: async (c) => {
      const mine = c.get('deps')
      const administers = hasRole(c.get('session').roles, ['administrator'])
      const [context, all] = await Promise.all([contextOf(c, deps), branches(mine)])
      const loads = {
        alarms: await alarms(mine.db, { before: numberOf(c, 'alarms') }),
        branches: await branchLoad(mine, { after: queryField(c, 'branches') ?? '' }),
        reviewers: await reviewerLoad(mine, { after: queryField(c, 'reviewers') ?? '' }),
        disagreements: await disagreements(mine.db, { before: numberOf(c, 'looks') }),
      }
      const canary = administers ? { placed: await canaries(mine.db), boxes: await canaryBoxes(mine) } : null
      const today = dayAt(mine.clock(), mine.timeZone)
      return c.html(
        <OversightPage
          context={context}
          {...loads}
          all={all}
          canary={canary}
          today={today}
          timeZone={mine.timeZone}
        />,
      )
    },

    alarmsOpen: async (c) => c.json<AlarmsReply>({ open: await openAlarms(c.get('deps').db) }),

    alarmSee: async (c) => {
      const body = await readBody(
        c,
        object({ number: wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER }) }),
      )
      if (body.outcome === 'answered') return body.answer
      return c.json<AlarmSeeReply>(
        await seeAlarm(c.get('deps'), { by: c.get('session').member, ...body.value }),
      )
    },

    canaryPlace: async (c) => {
      const body = await readBody(
        c,
        object({
          id: uuid,
          box: uuid,
          sealed: ageFile({ max: 64 * 1024 }),
          contact: object({ box: uuid, sealed: ageFile({ max: 16 * 1024 }) }),
          language: oneOf(languagesCovering('site')),
        }),
        128 * 1024,
      )
      if (body.outcome === 'answered') return body.answer
      return c.json<CanaryReply>(
        await placeCanary(c.get('deps'), { by: c.get('session').member, ...body.value }),
      )
    },

    lookSendBack: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      return c.json<SendBackReply>(
        await sendBack(c.get('deps'), { by: c.get('session').member, ...body.value }),
      )
    },
  }
}
