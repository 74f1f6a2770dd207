s/"view-back", "residual")/"view-back", "residual", "activated")/
s/wiring in ("projected", "residual") else d/wiring in ("projected", "residual", "activated") else d/
s/^    t\["out"\] = joined$/    t["joined" if wiring == "activated" else "out"] = out = joined\
    if wiring == "activated":\
        t["out"] = torch.relu(out)/
