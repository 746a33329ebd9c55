/** Where the page begins: theme and language first, then the screens, then everything behind them. */
import { mount } from 'svelte';
import { boot } from '#store/boot.svelte.ts';
import { reportError } from '#store/faults.svelte.ts';
import { applyTheme, readFirstPaint } from '#store/first-paint.ts';
import { useLanguage } from '#store/text.svelte.ts';
import { keepUpdated } from '#store/update.svelte.ts';
import App from '#ui/App.svelte';
import '#ui/tokens.css';
import '#ui/base.css';

async function main(target: HTMLElement): Promise<void> {
  const { theme, language } = readFirstPaint();
  applyTheme(theme);
  try {
    await useLanguage(language);
  } catch (error) {
    reportError('update-failed', error);
  }
  mount(App, { target });
  await boot();
  keepUpdated();
}

const target = document.getElementById('app');
if (target) void main(target);
