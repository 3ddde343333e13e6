import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import './app/base.css';
import './app/frame.css';
import './app/print.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
