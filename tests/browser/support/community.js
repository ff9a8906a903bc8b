// node support/community.js FOLDER: makes the demo's community once, so that test files start from a copy of it (KIEZ_BROWSER_DEMO).
import { startServer } from './server.js';

const server = await startServer({ folder: process.argv[2] });
await server.stop({ keep: true });
