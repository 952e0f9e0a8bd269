// What the build makes of areas.ts for browsers (tools/desk-areas.ts): no reader of a body goes there.
declare module 'desk:areas' {
  import type { ComponentType } from 'preact'
  import type { Language } from '#i18n'
  import type { AreaName, Calls } from '../../areas.ts'
  import type { Page } from '../contract.ts'
  import type { ViewProps } from './place.ts'

  /** The path of each call. */
  export const CALLS: Readonly<Record<keyof Calls, string>>
  export const PAGES: readonly (Pick<Page, 'path' | 'title' | 'nav' | 'standing' | 'roles' | 'document'> & {
    readonly area: AreaName
  })[]
  /** Each area's own view, the `View` of its `browser/view.tsx`. */
  export const VIEWS: Readonly<Partial<Record<AreaName, ComponentType<ViewProps>>>>
  /** The sentences of each language that the desk speaks, and what their files have to be. */
  export const CATALOGUES: Readonly<Partial<Record<Language, { real: PinnedFile; sample: PinnedFile }>>>
  export interface PinnedFile {
    readonly url: string
    readonly integrity: string
  }
}
