// A process that follows the log from where the one before it was killed.
import { createLog } from '@ticketing/service-kit'
import { type FollowerOrders, receiveOrders, report } from './log-child.js'
import { toLine } from './storm-events.js'
import { openStormLog } from './storm-log.js'

const { url, after } = await receiveOrders<FollowerOrders>()
const eventLog = openStormLog(url, createLog({ name: 'follower', level: 'silent' }))
const { signal } = new AbortController()
for await (const events of eventLog.follow({ after, signal })) await report(events.map(toLine))
