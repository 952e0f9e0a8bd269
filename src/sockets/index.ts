export { askLocal, serveLocal, SocketError, type SocketTrouble } from './local.ts'
