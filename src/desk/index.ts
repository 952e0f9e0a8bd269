export { deskApp } from './app.ts'
export { type DeskNeeds } from './needs.ts'
export { publicVersionOf } from './public-version.ts'
export { settle } from './settle.ts'
