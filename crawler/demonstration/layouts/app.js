"use strict";

async function draw() {
  const answer = await fetch(document.body.dataset.page);
  const page = await answer.json();
  document.title = page.title;
  document.getElementById("app").innerHTML = page.html;
}

draw();
