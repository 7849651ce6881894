// The kiosk prints the number as soon as it is shown; a browser in kiosk-printing mode does so without asking.
window.addEventListener('load', () => window.print());
