import type { FileStore } from '../files/file-store.js'
import { events, pictureName, type SeedEvent } from './events.js'

const toXml = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const draw = (event: SeedEvent): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<rect width="640" height="360" fill="${event.color}"/>
<circle cx="560" cy="60" r="150" fill="#ffffff" fill-opacity="0.12"/>
<g fill="#ffffff" font-family="sans-serif"><text x="32" y="240" font-size="34">${toXml(event.name.en)}</text>
<text x="32" y="290" font-size="20">${toXml(`${event.date}, ${event.location}`)}</text></g>
</svg>
`

/** Puts the pictures of the seeded events where the web server looks; existing ones stay. */
export const writePictures = async (files: FileStore): Promise<void> => {
  for (const event of events)
    await files.take(['images', pictureName(event)], async () => Buffer.from(draw(event)))
}
