export { ConfigError, type Config, readConfig } from './config.ts'
