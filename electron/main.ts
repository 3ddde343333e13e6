import { app } from 'electron';
import { startShell } from './shell/start.ts';

// Before 'ready': only one window of Nianbao at a time, and app:// as a proper, secure origin.
startShell(app);
