import { audit } from './audit/routes.ts'
import { branches } from './branches/routes.ts'
import { certificates } from './certificates/routes.ts'
import { enrol } from './enrol/routes.ts'
import { entry } from './entry/routes.ts'
import { inPerson } from './in-person/routes.ts'
import { oversight } from './oversight/routes.ts'
import { passkeys } from './passkeys/routes.ts'
import { requests } from './requests/routes.ts'
import { review } from './review/routes.ts'
import { type Area, type Call, type Page, type Route, type Served } from './shell/contract.ts'
import { shell } from './shell/routes.ts'
import { team } from './team/routes.ts'

/**
 * The areas of work, in the order of the navigation; each is the folder of its name. A path that is in none of them is not
 * served: deny by default.
 */
export const AREAS = {
  review,
  'in-person': inPerson,
  certificates,
  entry,
  requests,
  branches,
  team,
  oversight,
  audit,
  passkeys,
  enrol,
  shell,
}

export type AreaName = keyof typeof AREAS
type Every = (typeof AREAS)[AreaName]
/** All that the areas have of one kind, by its own names. */
type All<Kind extends string> = Merged<
  Every extends infer One ? (One extends { [At in Kind]: infer Has } ? Has : never) : never
>
type Merged<Of> = {
  [Name in Of extends Of ? keyof Of : never]: Of extends { [At in Name]: infer Has } ? Has : never
}

export type Calls = All<'calls'>
export type RouteName = keyof Calls | keyof All<'served'> | `${AreaName}Page`

const areas = Object.entries(AREAS) as [AreaName, Area][]

/** Every page, by the area that it opens. */
export const PAGES: readonly (Page & { readonly area: AreaName })[] = areas.flatMap(([area, { page }]) =>
  page ? [{ area, ...page }] : [],
)

/** Those that the script shows in the desk's frame. */
export const FRAMED = PAGES.filter(({ document }) => !document)

export const CALLS: Readonly<Record<string, Call>> = Object.assign({}, ...areas.map(([, { calls }]) => calls))

export const SERVED: Readonly<Record<string, Served>> = Object.assign(
  {},
  ...areas.map(([, { served }]) => served),
)

const table: Readonly<Record<string, Route>> = {
  ...SERVED,
  ...Object.fromEntries(
    FRAMED.map((page) => [
      `${page.area}Page`,
      { ...page, method: 'GET' as const, path: `/:language${page.path}` },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(CALLS).map(([name, one]) => [name, { ...one, method: 'POST' as const }]),
  ),
}

/** The whole table: what is served, and to whom. */
export const ROUTES = table as Readonly<Record<RouteName, Route>>
