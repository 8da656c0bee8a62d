import './nonce';
import '@zendeskgarden/css-bedrock';
import './styles/base.css';
import './styles/chrome.css';
import './styles/list.css';
import './styles/ticket.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { listen } from './live';
import { applyPreferences } from './preferences';
import { interceptLinks, resolveLinksFromAgent } from './router';

function start(): void {
  resolveLinksFromAgent();
  applyPreferences();
  interceptLinks();
  listen();
  let root = document.getElementById('root');
  if (!root) {
    root = document.createElement('div');
    root.id = 'root';
    document.body.append(root);
  }
  createRoot(root).render(<App />);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
